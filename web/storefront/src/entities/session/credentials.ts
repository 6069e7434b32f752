// SPDX-License-Identifier: Apache-2.0
// What the platform takes as an account's name and password.
export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const PASSWORD_MIN = 6;
export const NICKNAME_MAX = 40;
