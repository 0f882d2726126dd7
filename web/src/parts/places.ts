// Regions and sites of route's tables as the gazetteer knows them: tables may name them in either
// language, and a site is no region.
import { useMemo } from 'preact/hooks';
import { number, text, useAnswer, type Row } from '../api';
import { classesZh } from '../words/zh';
import type { Speech } from '../words';

export interface Place {
  key: string; // a region of the gazetteer, or a name of the tables
  label: string;
  row: number;
  column: number;
}

export interface Places {
  region: (name: string) => Place;
  /** The region where a site stands: what the table says, else what its name says. */
  ofSite: (site: Row) => Place | undefined;
  site: (name: string) => string;
  job: (name: string) => string;
}

// A map, because a class of a table may be called "constructor".
const classes = new Map(Object.entries(classesZh));

export function usePlaces(said: Speech): Places {
  const { answer } = useAnswer('regions', { arg: 'show' });
  return useMemo(() => {
    const known = new Map<string, Place>();
    for (const row of answer?.rows ?? []) {
      const place = { key: text(row.region), label: said.of(row, 'region'), row: number(row.row), column: number(row.column) };
      for (const name of [row.region, row.region_en, row.full]) if (text(name)) known.set(text(name).toLowerCase(), place);
    }
    const find = (name: string) => known.get(name.toLowerCase());
    const region = (name: string) => find(name) ?? { key: name, label: name, row: NaN, column: NaN };
    const local = /^local:(.+)$/;
    return {
      region,
      ofSite: (site) => {
        const name = text(site.site);
        const where = text(site.region) || local.exec(name)?.[1] || (find(name) ? name : '');
        return where ? region(where) : undefined;
      },
      site: (name) => {
        const at = local.exec(name)?.[1];
        return at ? said.say('localSite', { region: region(at).label }) : name;
      },
      job: (name) => (said.language === 'zh' ? (classes.get(name) ?? name) : name),
    };
  }, [answer, said.language]);
}
