// SPDX-License-Identifier: Apache-2.0
export interface Direction {
  base: string;
  uses: Record<string, string[]>;
}
export function directionsOf(root: string, workspaces: string[]): Direction[];
export function zonesOf(directions: Direction[]): { target: string; from: string[]; message: string }[];
