-- SPDX-License-Identifier: Apache-2.0
-- wrk's requests: orders of one unit each, by many buyers, of many SKUs, each under a key of its own.
-- The file that `arguments` names gives the buyers ("token address") and the SKUs.
local buyers, skus, thread = {}, {}, 0

function setup(each)
    each:set("number", thread)
    thread = thread + 1
end

function init(arguments)
    for line in io.lines(arguments[1]) do
        local token, address = line:match("^buyer (%S+) (%S+)$")
        if token then buyers[#buyers + 1] = {token, address} end
        local sku = line:match("^sku (%S+)$")
        if sku then skus[#skus + 1] = sku end
    end
    math.randomseed(os.time() + number)
    count = 0
    prefix = arguments[2] .. number .. "-"
end

function request()
    count = count + 1
    local buyer = buyers[math.random(#buyers)]
    return wrk.format("POST", "/v1/checkout", {
        ["Content-Type"] = "application/json",
        ["Authorization"] = "Bearer " .. buyer[1],
        ["Idempotency-Key"] = prefix .. count,
    }, '{"items":[{"skuId":"' .. skus[math.random(#skus)] .. '","quantity":1}],"addressId":"' .. buyer[2] ..
       '","paymentMethod":"sandbox","expectedTotal":{"currencyCode":"CNY","minorUnits":"12900"}}')
end
