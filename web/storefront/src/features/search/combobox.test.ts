// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { closed, press, type Keystroke, type Popup } from './combobox';

const open: Popup = { open: true, active: -1 };

// Where keys, one after the other, lead in a list of three.
function after(keys: (string | Keystroke)[], from: Popup = open, count = 3): Popup {
  return keys.reduce<Popup>(
    (popup, key) => press(typeof key === 'string' ? { key } : key, popup, count).popup,
    from,
  );
}

describe('arrow keys', () => {
  test.each([
    [['ArrowDown'], 0],
    [['ArrowDown', 'ArrowDown', 'ArrowDown'], 2],
    [['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown'], -1],
    [['ArrowUp'], 2],
    [['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp'], -1],
    [['ArrowDown', 'ArrowUp'], -1],
  ])('%j lead to choice %i, past the text at both ends', (keys, active) => {
    expect(after(keys)).toEqual({ open: true, active });
  });

  test('open a closed list at its first or its last choice', () => {
    expect(after(['ArrowDown'], closed)).toEqual({ open: true, active: 0 });
    expect(after(['ArrowUp'], closed)).toEqual({ open: true, active: 2 });
    expect(after([{ key: 'ArrowDown', altKey: true }], closed)).toEqual({ open: true, active: -1 });
    expect(after([{ key: 'ArrowUp', altKey: true }])).toEqual(closed);
  });

  test('move the caret as ever where nothing is to choose', () => {
    expect(press({ key: 'ArrowDown' }, open, 0).taken).toBe(false);
    expect(press({ key: 'ArrowUp' }, open, 0).taken).toBe(false);
    expect(press({ key: 'ArrowLeft' }, { open: true, active: 1 }, 3)).toEqual({ popup: open, taken: false });
  });

  test('begin anew where the list has become shorter', () => {
    expect(after(['ArrowDown'], { open: true, active: 7 })).toEqual({ open: true, active: 0 });
  });
});

describe('Enter', () => {
  test('chooses what is active', () => {
    expect(press({ key: 'Enter' }, { open: true, active: 1 }, 3)).toEqual({
      popup: closed,
      deed: 'choose',
      taken: true,
    });
  });

  test('leaves the text to the form where nothing is, or no longer is', () => {
    expect(press({ key: 'Enter' }, open, 3)).toEqual({ popup: closed, taken: false });
    expect(press({ key: 'Enter' }, { open: true, active: 4 }, 3)).toEqual({ popup: closed, taken: false });
  });
});

test('Escape closes the list, and then clears the text', () => {
  expect(press({ key: 'Escape' }, open, 3)).toEqual({ popup: closed, taken: true });
  expect(press({ key: 'Escape' }, closed, 3)).toEqual({ popup: closed, deed: 'clear', taken: true });
  expect(press({ key: 'Escape' }, open, 0).deed).toBe('clear');
});

test('Delete forgets what is active only with Shift: alone it edits the text', () => {
  expect(press({ key: 'Delete' }, { open: true, active: 1 }, 3).taken).toBe(false);
  expect(press({ key: 'Delete', shiftKey: true }, { open: true, active: 1 }, 3).deed).toBe('forget');
  expect(press({ key: 'Delete', shiftKey: true }, open, 3).deed).toBeUndefined();
});

test('Tab goes on to what stands beside the list', () => {
  const popup = { open: true, active: 1 };
  expect(press({ key: 'Tab' }, popup, 3)).toEqual({ popup, taken: false });
});

test.each(['Enter', 'ArrowDown', 'ArrowUp', 'Escape', 'Tab'])(
  '%s belongs to the input method while it composes',
  (key) => {
    const popup = { open: true, active: 1 };
    expect(press({ key, composing: true }, popup, 3)).toEqual({ popup, taken: false });
  },
);
