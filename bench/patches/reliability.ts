/** The reliability diagram: of the patches that a judge gives such a confidence, how many are right; right and wrong ones weigh alike. */
import type { Split } from "./corpus.ts";
import { brier, rightWeight, wilson, type Ruling } from "./figures.ts";

interface Bin {
  readonly confidence: number;
  readonly right: number;
  readonly count: number;
}

const size = 360;
const left = 60;
const top = 40;

/** Ten bins of equal width; empty ones are left out. */
export function bins(rulings: readonly Ruling[]): Bin[] {
  return Array.from({ length: 10 }, (_, at) => {
    const own = rulings.filter(
      ({ confidence }) => confidence !== undefined && Math.min(9, Math.floor(confidence * 10)) === at,
    );
    const sum = own.reduce((total, { confidence = 0 }) => total + confidence, 0);
    const right = own.filter(({ patch }) => patch.label === "right").length;
    return { confidence: sum / own.length, right, count: own.length };
  }).filter(({ count }) => count > 0);
}

const x = (share: number): string => (left + share * size).toFixed(1);
const y = (share: number): string => (top + (1 - share) * size).toFixed(1);

/** A share of right ones, were there as many right as wrong patches. */
const alike = (share: number, weight: number): number => (share * weight) / (share * weight + 1 - share);

function point({ confidence, right, count }: Bin, colour: string, weight: number): string {
  const [low, high] = wilson(right, count).map((share) => alike(share, weight));
  const radius = (2 + Math.sqrt(count)).toFixed(1);
  const said = `confidence ${confidence.toFixed(2)}: ${right} of ${count} right`;
  return [
    `<line x1="${x(confidence)}" x2="${x(confidence)}" y1="${y(low ?? 0)}" y2="${y(high ?? 1)}" stroke="${colour}"/>`,
    `<circle cx="${x(confidence)}" cy="${y(alike(right / count, weight))}" r="${radius}" fill="${colour}" fill-opacity="0.6"><title>${said}</title></circle>`,
  ].join("\n");
}

function series(rulings: readonly Ruling[], split: Split, at: number): string {
  const own = rulings.filter((ruling) => ruling.project.split === split && ruling.confidence !== undefined);
  if (own.length === 0) return "";
  const colour = split === "sealed" ? "#b3402a" : "#4a78a8";
  const label = `${split}: ${own.length} patches, Brier ${brier(own).toFixed(3)}`;
  const weight = rightWeight(own);
  const points = bins(own).map((bin) => point(bin, colour, weight));
  return `<text x="${left + 10}" y="${top + 18 + at * 18}" fill="${colour}">${label}</text>\n${points.join("\n")}`;
}

/** The picture as SVG: open and sealed projects, 95 % intervals, the area of a point grows with its patches. */
export function reliability(rulings: readonly Ruling[], title: string): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((share) => [
    `<text x="${x(share)}" y="${top + size + 18}" text-anchor="middle">${share}</text>`,
    `<text x="${left - 8}" y="${y(share)}" text-anchor="end" dominant-baseline="middle">${share}</text>`,
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + size + 30} ${top + size + 50}" font-family="sans-serif" font-size="12" fill="#333">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${left}" y="24" font-size="14">${title}</text>`,
    `<rect x="${left}" y="${top}" width="${size}" height="${size}" fill="none" stroke="#999"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#999" stroke-dasharray="4 4"/>`,
    ...ticks,
    `<text x="${left + size / 2}" y="${top + size + 38}" text-anchor="middle">stated confidence that the patch is right</text>`,
    `<text transform="translate(18 ${top + size / 2}) rotate(-90)" text-anchor="middle">share that is right, right and wrong weighed alike</text>`,
    series(rulings, "open", 0),
    series(rulings, "sealed", 1),
    "</svg>",
    "",
  ].join("\n");
}
