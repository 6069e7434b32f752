// SPDX-License-Identifier: Apache-2.0
// Stands in for the modules by which Ant Design writes <style> elements (../vite/console_app.ts), which a content
// security policy without 'unsafe-inline' refuses: each piece of style becomes a constructed style sheet. All of them
// are in the layer `antd`, so their order among each other is that of their coming.

interface Options {
  mark?: string;
  // Before all others.
  prepend?: boolean | 'queue';
}

interface Piece {
  css: string;
  sheet: CSSStyleSheet;
  // Never in the page: callers put marks on what they take for a <style> element.
  standIn: HTMLStyleElement;
}

const pieces = new Map<string, Piece>();

const nameOf = (key: string, { mark = '' }: Options) => `${mark} ${key}`;

function adopt(sheets: CSSStyleSheet[]) {
  document.adoptedStyleSheets = sheets;
}

export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const name = nameOf(key, options);
  let piece = pieces.get(name);
  if (piece === undefined) {
    piece = { css: '', sheet: new CSSStyleSheet(), standIn: document.createElement('style') };
    pieces.set(name, piece);
    const others = document.adoptedStyleSheets;
    adopt(options.prepend === true ? [piece.sheet, ...others] : [...others, piece.sheet]);
  }
  if (piece.css !== css) {
    piece.sheet.replaceSync(css);
    piece.css = css;
  }
  return piece.standIn;
}

export function removeCSS(key: string, options: Options = {}) {
  const name = nameOf(key, options);
  const piece = pieces.get(name);
  if (piece === undefined) return;
  pieces.delete(name);
  adopt(document.adoptedStyleSheets.filter((sheet) => sheet !== piece.sheet));
}

let unnamed = 0;
export function injectCSS(css: string, options: Options = {}): HTMLStyleElement {
  return updateCSS(css, `unnamed-${++unnamed}`, options);
}

export function clearContainerCache() {
  // There are no containers.
}

// Of the icons' own module. No console uses shadow trees.
export function getShadowRoot(): null {
  return null;
}

export function warningOnce() {
  // For those who develop icons.
}
