-- SPDX-License-Identifier: Apache-2.0
-- wrk's requests: whole purchases, one after another. Each thread is a buyer with one connection: add to the cart,
-- preview, place the order, open the cashier, pay there, at first with an empty cart. With "add" as the second argument
-- it adds alone, units of three SKUs.
-- The file that `arguments` names gives the buyers ("token address") and the SKUs.
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    threads[#threads + 1] = thread
end

local buyer, skus, prefix, count, step, payment, cashier, add_only = nil, {}, "", 0, 0, "", "", false

function init(arguments)
    local buyers = {}
    for line in io.lines(arguments[1]) do
        local token, address = line:match("^buyer (%S+) (%S+)$")
        if token then buyers[#buyers + 1] = {token, address} end
        local sku = line:match("^sku (%S+)$")
        if sku then skus[#skus + 1] = sku end
    end
    buyer = buyers[number % #buyers + 1]
    add_only = arguments[2] == "add"
    prefix = arguments[2] .. number .. "-"
    if add_only then skus = {unpack(skus, 1, 3)} end
    math.randomseed(os.time() + number)
    purchases, failures, complaint = 0, 0, ""
end

local function post(path, body)
    return wrk.format("POST", path, {
        ["Content-Type"] = "application/json",
        ["Authorization"] = "Bearer " .. buyer[1],
        ["Idempotency-Key"] = not add_only and prefix .. count or nil,
    }, body)
end

function request()
    if step == 0 then
        return wrk.format("DELETE", "/v1/cart", {["Authorization"] = "Bearer " .. buyer[1]})
    elseif step == 1 then
        count = count + 1
        return post("/v1/cart/items", '{"skuId":"' .. skus[math.random(#skus)] .. '","quantity":1}')
    elseif step == 2 then
        return post("/v1/checkout:preview", '{"addressId":"' .. buyer[2] .. '"}')
    elseif step == 3 then
        return post("/v1/checkout", '{"addressId":"' .. buyer[2] .. '","paymentMethod":"sandbox",' ..
                    '"expectedTotal":{"currencyCode":"CNY","minorUnits":"12900"}}')
    elseif step == 4 then
        return post("/v1/payments/" .. payment .. ":pay", "{}")
    end
    return post(cashier, '{"action":"pay"}')
end

function response(status, _, body)
    if status ~= 200 then
        failures = failures + 1
        complaint = step .. ": " .. status .. " " .. body
        step = 0
    elseif add_only and step == 1 then
        purchases = purchases + 1
        step = purchases % 500 == 0 and 0 or 1
    elseif step == 3 then
        payment = body:match('"payment":{"id":"([^"]+)"')
        step = 4
    elseif step == 4 then
        cashier = body:match('(/sandbox/cashier/[^"]+)"')
        step = 5
    elseif step == 5 then
        purchases = purchases + 1
        step = 1
    else
        step = step + 1
    end
end

function done()
    local bought, failed, said = 0, 0, ""
    for _, thread in ipairs(threads) do
        bought = bought + thread:get("purchases")
        failed = failed + thread:get("failures")
        if thread:get("complaint") ~= "" then said = thread:get("complaint") end
    end
    print("purchases " .. bought .. " failed " .. failed .. " " .. said)
end
