// Codes, regions and kinds of documents: what filters offer. Asked once.
import { useMemo } from 'preact/hooks';
import { number, text, useAnswer } from './api';
import type { Choice } from './parts/controls';
import type { Speech } from './words';

export interface Code {
  name: string;
  label: string;
  other: string; // label in the other language
  level: number;
  definition: string;
  patterns: number;
}
export interface Region {
  name: string;
  label: string;
  tier: string;
  row: number;
  column: number;
}

export function useCodes(speech: Speech): Code[] {
  const { answer } = useAnswer('codebook', { arg: 'show' });
  return useMemo(
    () =>
      (answer?.rows ?? []).map((row) => ({
        name: text(row.code),
        label: speech.of(row, 'label') || text(row.code),
        other: text(speech.language === 'zh' ? row.label_en : row.label),
        level: number(row.level),
        definition: text(row.definition),
        patterns: number(row.patterns),
      })),
    [answer, speech.language],
  );
}

export function useRegions(speech: Speech): Region[] {
  const { answer } = useAnswer('regions', { arg: 'show' });
  return useMemo(
    () =>
      (answer?.rows ?? []).map((row) => ({
        name: text(row.region),
        label: speech.of(row, 'region'),
        tier: text(row.tier),
        row: number(row.row),
        column: number(row.column),
      })),
    [answer, speech.language],
  );
}

export function useKinds(): string[] {
  const { answer } = useAnswer('status', { documents: true });
  return useMemo(() => [...new Set((answer?.rows ?? []).map((row) => text(row.kind)).filter(Boolean))].sort(), [answer]);
}

/** Axes and other branches: what stands for its children as columns. */
export function branchChoices(codes: Code[], speech: Speech): Choice[] {
  const branches = codes.filter((code) => codes.some((other) => other.name.startsWith(code.name + '.')));
  return [...branches.map((code) => ({ value: code.name, label: code.level > 1 ? `— ${code.label}` : code.label })), { value: 'leaves', label: speech.words.leaves }];
}

/** Every code, under the heading of its axis. */
export function codeChoices(codes: Code[]): Choice[] {
  const axes = new Map(codes.filter((c) => c.level === 1).map((c) => [c.name, c.label]));
  return codes.filter((c) => c.level > 1).map((c) => ({ value: c.name, label: c.label, group: axes.get(c.name.split('.')[0]) ?? '' }));
}

export function orientationChoices(speech: Speech): Choice[] {
  const { words } = speech;
  return [
    { value: 'plan', label: words.planSentences },
    { value: 'review', label: words.reviewSentences },
    { value: 'present', label: words.presentSentences },
    { value: 'any', label: words.anySentences },
  ];
}

export function tiersOf(regions: Region[]): string[] {
  return [...new Set(regions.map((r) => r.tier).filter(Boolean))];
}

export function kindChoices(kinds: string[], speech: Speech): Choice[] {
  return [{ value: '', label: speech.words.allKinds }, ...kinds.map((kind) => ({ value: kind, label: kind }))];
}

export interface DocumentChoice {
  id: string; // as verbs name it: an older edition is ID@1
  document: string;
  edition: number;
  current: boolean;
  region: string;
  date: string;
  kind: string;
  label: string;
  short: string; // region and date: enough for a heading
}

/** Every edition of every document; regions as the documents call them. */
export function useDocuments(speech: Speech): DocumentChoice[] {
  const { answer } = useAnswer('status', { documents: true });
  return useMemo(
    () =>
      (answer?.rows ?? []).map((row) => {
        const [document, edition, current] = [text(row.document), number(row.edition), row.current === true];
        const region = text(row.region) || document;
        return {
          short: [region, text(row.date), current && edition === 1 ? '' : `${speech.words.edition} ${edition}`].filter(Boolean).join(' '),
          id: current ? document : `${document}@${edition}`,
          document,
          edition,
          current,
          region: text(row.region),
          date: text(row.date),
          kind: text(row.kind),
          label: [text(row.title) || document, text(row.date), current && edition === 1 ? '' : `${speech.words.edition} ${edition}`].filter(Boolean).join(' · '),
        };
      }),
    [answer, speech.language],
  );
}
