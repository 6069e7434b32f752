// SPDX-License-Identifier: Apache-2.0
// What a console says of itself to the shell.
import type { IconDefinition } from '@ant-design/icons-svg/es/types';
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Language } from '@ecommerce/shared/i18n';

export interface Place {
  to: string;
  icon: IconDefinition;
  text: string;
  // How much waits there.
  waiting?: number;
}

export interface Group {
  // Empty for the first, which needs no name.
  title: string;
  places: Place[];
}

// What the command palette offers for the words that were typed.
export interface Command {
  id: string;
  text: string;
  // What kind of thing it is.
  note: string;
  to: string;
}

export interface Console {
  role: Schemas['Role'];
  // Hooks: they read texts and counts.
  useTitle: () => string;
  useNavigation: () => Group[];
  useCommands: (words: string) => Command[];
  // What somebody sees who is signed in without the role.
  Refused: React.ComponentType;
  changeLanguage: (language: Language) => Promise<void>;
}

// Where the storefront is for the reader of a console that the gateway serves beside it; nothing on a site of its own.
export function storefrontAddress(path: string): string | undefined {
  return import.meta.env.BASE_URL === '/' ? undefined : path;
}
