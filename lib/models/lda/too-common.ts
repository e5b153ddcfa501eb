import type { OptionValues } from '../../options';
import type { Topics } from '../model';

/**
 * “more than 40 % of the chunks have whale, ship and 5 more”: frequent words that take no part in the
 * topics, which surprises whoever looks for them. Null where there are none.
 * @param told words that are named
 */
export function tooCommon({ common = [] }: Topics, { maxDocumentShare }: OptionValues, told: number): string | null {
  if (common.length === 0) return null;
  const others = common.length > told ? ` and ${common.length - told} more` : '';
  return `more than ${Math.round(100 * maxDocumentShare)} % of the chunks have ${common.slice(0, told).join(', ')}${others}`;
}
