// SPDX-License-Identifier: Apache-2.0
// Tables in files, as spreadsheets write and read them. The library comes when it is first needed.

const papa = async () => (await import('papaparse')).default;

// Of a file that is read; a list of 100,000 orders is about ten.
export const FILE_BYTES_MAX = 20 * 1024 * 1024;

// Spreadsheets in Chinese save in GB 18030 unless they are asked for UTF-8.
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

// Cells without the blanks around them. Comma, semicolon or tab, as the text has it.
export async function parseSheet(text: string): Promise<string[][]> {
  const { data } = (await papa()).parse<string[]>(text);
  return data.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '').trim()));
}

// A spreadsheet would take a cell that begins with one of these for a formula, and run it.
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function harmless(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

export async function writeSheet(lines: string[][]): Promise<string> {
  return (await papa()).unparse(lines.map((cells) => cells.map(harmless)));
}

// With a mark that makes spreadsheets read it as UTF-8.
export function download(name: string, text: string) {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Browsers read it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
