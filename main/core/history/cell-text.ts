/** What a cell of a workbook holds, as text: days in ISO form, lengths of time as hours, minutes and seconds. */
import { readSerial } from '../../../shared/history/day-text.ts';
import type { NumberLook } from './number-format.ts';

const secondsPerDay = 86_400;
/** Days between the two date systems. */
const days1904 = 1462;
/** Above it a number of a spreadsheet has lost its last digits. */
const largestExact = 999_999_999_999_999;

/** The text of a numeric cell; `2026-01-05`, `2026-01-05 09:30:00`, `0:05:12`, `1234.5`. A number that lost digits shows an exponent. */
export function numberText(written: string, look: NumberLook, from1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (look === 'elapsed' || (look === 'clock' && value < 1)) return value < 0 ? written : elapsedText(Math.round(value * secondsPerDay));
  if (look === 'plain') return Math.abs(value) > largestExact ? value.toExponential() : plainNumber(value);
  const serial = readSerial(value + (from1904 ? days1904 : 0));
  if (serial === null) return written;
  return serial.seconds === null ? serial.day : `${serial.day} ${elapsedText(serial.seconds).padStart(8, '0')}`;
}

/** Sums of a spreadsheet carry a rest in the seventeenth digit that it does not show. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function elapsedText(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `_x000D_` stands for a character that XML would not carry (ECMA-376 part 1, 22.9.2.19). */
export function unescapedCell(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
}
