import type {Course} from './usage-course.js';

/** Lines across a chart are about this many. */
const lines = 5;
/** A limit that is this many times as high as everything else would press the bars to the ground. */
const tooHigh = 4;

/** How a chart is measured. */
export interface Scale {
  /** The value at the top. */
  top: number;
  /** Where lines are, from the ground up; the limit is none of them. */
  ticks: readonly number[];
  /** The limit, where it is in the picture. */
  limit: number | null;
}

/** A scale that everything fits on, with lines at round numbers. */
export function toScale({slots, limit}: Pick<Course, 'slots' | 'limit'>): Scale {
  const highest = Math.max(0, ...slots.flatMap(({height, projected}) => [height ?? 0, projected ?? 0]));
  const shown = limit !== null && limit > 0 && (highest === 0 || limit <= highest * tooHigh) ? limit : null;
  const top = Math.max(highest, shown ?? 0) || 1;
  const isWhole = [...slots.flatMap(({height, projected}) => [height ?? 0, projected ?? 0]), shown ?? 0].every(
    (value) => Number.isInteger(value) || value > lines,
  );
  const step = Math.max(isWhole ? 1 : 0, toRound(top / lines));
  const ticks = Array.from({length: Math.floor(top / step + 1e-9) + 1}, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
  // Above a limit that is high up, and close to it, no line is in its way.
  const isFree = (tick: number): boolean =>
    shown === null || (Math.abs(tick - shown) > top * 0.06 && (shown < top / 2 || tick < shown));
  return {top, ticks: ticks.filter((tick) => tick === 0 || isFree(tick)), limit: shown};
}

/** The nearest of 1, 2, 2.5 and 5 times a power of ten. */
function toRound(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const candidates = [1, 2, 2.5, 5, 10].map((factor) => factor * power);
  const toDistance = (candidate: number): number => Math.abs(Math.log(candidate / rough));
  return candidates.reduce((best, one) => (toDistance(one) < toDistance(best) ? one : best));
}

/** A bar, in percent of the picture: from the left, from above. */
export interface Bar {
  x: number;
  width: number;
  y: number;
  height: number;
  kind: 'used' | 'projected' | 'above' | 'used above';
  /** The slot that it is of. */
  index: number;
}

/** How much of its place a bar takes: less, where there are few. */
const toBreadth = (count: number): number => Math.min(0.68, 0.1 + count / 16);

/** The bars, from the ground up: what is above the limit is a bar of its own. */
export function toBars({slots, isCumulative}: Pick<Course, 'slots' | 'isCumulative'>, {top, limit}: Scale): Bar[] {
  const place = 100 / slots.length;
  const breadth = toBreadth(slots.length);
  const toBar = (index: number, from: number, to: number, kind: Bar['kind']): Bar[] =>
    to > from
      ? [
          {
            index,
            kind,
            x: round((index + (1 - breadth) / 2) * place),
            width: round(place * breadth),
            y: round(100 - (to / top) * 100),
            height: round(((to - from) / top) * 100),
          },
        ]
      : [];
  const edge = limit ?? Infinity;
  return slots.flatMap(({height, projected}, index) => {
    const used = Math.max(0, height ?? 0);
    const end = projected ?? 0;
    // What is only to come stands on the ground, unless a part of it is there already.
    const from = isCumulative && height === null ? 0 : used;
    return [
      ...toBar(index, 0, Math.min(used, edge), 'used'),
      ...toBar(index, edge, used, 'used above'),
      ...toBar(index, Math.min(from, edge), Math.min(end, edge), 'projected'),
      ...toBar(index, Math.max(from, Math.min(edge, end)), end, 'above'),
    ];
  });
}

/** Enough for any screen. */
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Labels below the chart: the first, today, and others at even distances that do not come too near to these. */
export function toLabelled(count: number, today: number): number[] {
  const step = count <= 8 ? 1 : count <= 14 ? 2 : count <= 35 ? 5 : Math.ceil(count / 6);
  const near = step <= 2 ? step / 2 : count / 14;
  // In months of days it is the 5th, the 10th and so on.
  const isEven = (index: number): boolean => (step === 5 ? (index + 1) % 5 === 0 : index % step === 0);
  const fixed = today > 0 && today < near ? [today] : [0, ...(today > 0 ? [today] : [])];
  return Array.from({length: count}, (_, index) => index).filter(
    (index) => fixed.includes(index) || (isEven(index) && fixed.every((one) => Math.abs(one - index) >= near)),
  );
}
