// SPDX-License-Identifier: Apache-2.0
// Whom the client trusts, against a real TLS server with certificates of an authority made here.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>

#include "framework/http/client_fixture.h"

namespace ecommerce::http {
namespace {

using ::testing::HasSubstr;

// A folder with an authority (ca.pem), another one (other.pem), and a certificate of the first for localhost.
class Certificates {
public:
    Certificates() : folder_(std::filesystem::temp_directory_path() / ("tls-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_);
        for (const auto* name : {"ca", "other"}) {
            openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" +
                    std::string(name) + " -keyout " + path(std::string(name) + ".key") + " -out " +
                    path(std::string(name) + ".pem"));
        }
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -addext "
                "subjectAltName=DNS:localhost -keyout " +
                path("server.key") + " -out " + path("server.csr"));
        openssl("x509 -req -in " + path("server.csr") + " -CA " + path("ca.pem") + " -CAkey " +
                path("ca.key") + " -CAcreateserial -days 2 -copy_extensions copy -out " + path("server.pem"));
    }
    ~Certificates() { std::filesystem::remove_all(folder_); }
    Certificates(const Certificates&) = delete;
    Certificates& operator=(const Certificates&) = delete;

    std::string path(const std::string& name) const { return (folder_ / name).string(); }

private:
    static void openssl(const std::string& arguments) {
        const auto command = "openssl " + arguments + " >/dev/null 2>&1";
        if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: openssl " + arguments);
    }
    const std::filesystem::path folder_;
};

// The Python server of the test data, in a process of its own.
class TlsServer {
public:
    explicit TlsServer(const Certificates& certificates) {
        int to[2];
        int from[2];
        if (::pipe2(to, O_CLOEXEC) != 0 || ::pipe2(from, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        const auto certificate = certificates.path("server.pem");
        const auto key = certificates.path("server.key");
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(to[0], 0);
            ::dup2(from[1], 1);
            ::execlp("python3", "python3", TLS_SERVER, certificate.c_str(), key.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(to[0]);
        ::close(from[1]);
        stdin_ = to[1];
        std::string line;
        for (char c = 0; ::read(from[0], &c, 1) == 1 && c != '\n';) line += c;
        ::close(from[0]);
        port_ = line;
    }
    ~TlsServer() {
        ::close(stdin_);
        ::waitpid(process_, nullptr, 0);
    }
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    std::string url(const std::string& host) const { return "https://" + host + ":" + port_ + "/"; }

private:
    pid_t process_ = -1;
    int stdin_ = -1;
    std::string port_;
};

class TlsTest : public ClientFixture {
protected:
    static void SetUpTestSuite() {
        certificates_ = std::make_unique<Certificates>();
        server_ = std::make_unique<TlsServer>(*certificates_);
    }
    static void TearDownTestSuite() {
        server_.reset();
        certificates_.reset();
    }
    void trust(const std::string& authority) {
        make_client({.ca_bundle = certificates_->path(authority), .retry = {.attempts_max = 1}});
    }

    static std::unique_ptr<Certificates> certificates_;
    static std::unique_ptr<TlsServer> server_;
};
std::unique_ptr<Certificates> TlsTest::certificates_;
std::unique_ptr<TlsServer> TlsTest::server_;

TEST_F(TlsTest, TrustsTheAuthorityThatItIsGivenAndKeepsTheConnection) {
    trust("ca.pem");
    EXPECT_THAT(get(server_->url("localhost"))->body, HasSubstr("got 0 bytes"));
    const auto first = get(server_->url("localhost"))->body;
    EXPECT_EQ(get(server_->url("localhost"))->body, first);
    const auto posted =
        send({.verb = Verb::post, .url = server_->url("localhost"), .body = std::string(3'000'000, 'x')});
    EXPECT_THAT(posted->body, HasSubstr("got 3000000 bytes"));
}

TEST_F(TlsTest, RefusesAnAuthorityThatItDoesNotKnow) {
    trust("other.pem");
    EXPECT_THAT(failure_of(server_->url("localhost")), HasSubstr("certificate"));
    make_client({.retry = {.attempts_max = 1}});
    EXPECT_THAT(failure_of(server_->url("localhost")), HasSubstr("certificate"))
        << "the system's authorities";
}

TEST_F(TlsTest, RefusesACertificateForAnotherHost) {
    trust("ca.pem");
    EXPECT_THAT(failure_of(server_->url("127.0.0.1")), HasSubstr("certificate"));
}

TEST_F(TlsTest, SaysAtOnceThatTheAuthoritiesCannotBeRead) {
    EXPECT_THROW(trust("nothing.pem"), std::runtime_error);
}

}  // namespace
}  // namespace ecommerce::http
