// SPDX-License-Identifier: Apache-2.0
// Everything that the demo data is made from, as files in one folder.
#pragma once

#include "demo/catalogue.h"
#include "demo/opinions.h"
#include "demo/people.h"
#include "demo/pictures.h"
#include "demo/synonyms.h"

namespace ecommerce::demo_data {

struct Data {
    const People people;
    const Catalogue catalogue;
    const Pictures pictures;
    const Opinions opinions;
    const Synonyms synonyms;

    // Throws std::runtime_error with one sentence that names the file.
    explicit Data(const std::filesystem::path& folder)
        : people(folder / "people.yaml"), catalogue(folder / "catalogue.yaml"), pictures(folder),
          opinions(folder / "reviews.yaml"), synonyms(folder / "synonyms.yaml") {}
};

}  // namespace ecommerce::demo_data
