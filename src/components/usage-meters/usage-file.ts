import {toCell, toLine} from '../../contract/csv.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Course} from './usage-course.js';

/** How long a saved file is kept for the browser to take, in milliseconds. */
const keptFor = 40_000;

/** What was used, day by day or month by month, as a table of its own: dates and numbers plain, texts safe to open. */
export function toCsv(localize: LocalizeController, {slots, grain, isCumulative, meter}: Course): string {
  const head = [localize.term(grain === 'month' ? 'usageMonth' : 'usageDay'), meter.unit ?? meter.name];
  const lines = slots
    .filter(({height}) => height !== null)
    .map(({at, own, height}) => {
      const cells = [at.slice(0, grain === 'month' ? 7 : 10), String(own)];
      return toLine(isCumulative ? [...cells, String(height)] : cells);
    });
  return toLine([...head, ...(isCumulative ? [localize.term('usageSum')] : [])].map(toCell)) + lines.join('');
}

/** Hands the table to the browser as a file. */
export function saveCsv(localize: LocalizeController, course: Course): void {
  const {name, period} = course.meter;
  // A mark at the beginning tells spreadsheets which letters these are.
  const blob = new Blob([`\ufeff${toCsv(localize, course)}`], {type: 'text/csv;charset=utf-8'});
  const href = URL.createObjectURL(blob);
  const download = `${name} ${period.start.slice(0, 10)}.csv`;
  Object.assign(document.createElement('a'), {href, download}).click();
  setTimeout(() => URL.revokeObjectURL(href), keptFor);
}
