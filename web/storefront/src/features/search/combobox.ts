// SPDX-License-Identifier: Apache-2.0
// What keys do in the search box, after the combobox pattern of the ARIA Authoring Practices: a list that helps, and
// a text that stays the visitor's own until something in the list is chosen.

// `active` is the choice that the arrow keys are at; the text itself is -1.
export interface Popup {
  open: boolean;
  active: number;
}

export const closed: Popup = { open: false, active: -1 };

export interface Keystroke {
  key: string;
  altKey?: boolean;
  shiftKey?: boolean;
  // Whether an input method is still at work on the text: its keys choose characters, not suggestions.
  composing?: boolean;
}

export interface Effect {
  popup: Popup;
  // choose: what is active; clear: the text; forget: what is active, from the history.
  deed?: 'choose' | 'clear' | 'forget';
  // Whether the browser's own answer to the key is kept back.
  taken: boolean;
}

// What a key does while the list has `count` choices.
export function press({ key, altKey, shiftKey, composing }: Keystroke, popup: Popup, count: number): Effect {
  const { open } = popup;
  // A list may have become shorter since.
  const active = open && popup.active < count ? popup.active : -1;
  const untouched = { popup, taken: false };
  if (composing) return untouched;
  switch (key) {
    case 'ArrowDown':
      if (count === 0) return untouched;
      if (altKey || !open) return { popup: { open: true, active: altKey || open ? active : 0 }, taken: true };
      return { popup: { open, active: active + 1 < count ? active + 1 : -1 }, taken: true };
    case 'ArrowUp':
      if (altKey) return { popup: closed, taken: true };
      if (count === 0) return untouched;
      return { popup: { open: true, active: active === -1 ? count - 1 : active - 1 }, taken: true };
    case 'Enter':
      // Without a choice the form sends the text as it is.
      return active >= 0 ? { popup: closed, deed: 'choose', taken: true } : { popup: closed, taken: false };
    case 'Delete':
      return active >= 0 && shiftKey ? { popup, deed: 'forget', taken: true } : untouched;
    case 'Escape':
      return open && count > 0
        ? { popup: closed, taken: true }
        : { popup: closed, deed: 'clear', taken: true };
    // The caret moves, so the text is meant again.
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'Home':
    case 'End':
      return { popup: { open, active: -1 }, taken: false };
    default:
      return untouched;
  }
}
