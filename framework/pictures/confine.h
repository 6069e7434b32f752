// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ecommerce::pictures {

// From now on this process can do nothing but compute, within limits of memory and time, and read and write what is
// open already. It ends when its parent does. Where the system knows no such confinement it goes on without.
void confine();

}  // namespace ecommerce::pictures
