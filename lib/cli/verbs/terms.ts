import { Command, Option } from 'commander';
import { UsageError, WordspaceError } from '../../error';
import { companyOf } from '../../models/tfidf/company';
import { documentFrequencies, documentTerms, groupTerms, RANGES, WEIGHTINGS, type Weighting } from '../../models/tfidf/groups';
import { groupsOf } from '../../text/groups';
import { commonWords } from '../../text/stopwords';
import { documentNamed } from '../documents';
import { encodedCorpus, type CorpusChoice } from '../inputs';
import { positive, withCorpus } from '../options';
import { answer, warn } from '../terminal';

type Given = CorpusChoice & { by?: string; document?: string[]; words?: string[]; top: number; stopWords: boolean; weighting: Weighting };

export function termsVerb(): Command {
  const command = new Command('terms')
    .description('the words that set documents apart: of each group of a metadata column, of the sentences that hold some words, or (by tf-idf) of single documents')
    .option('--by <column>', 'a column of the text: its values are the groups, numbers are cut into ranges')
    .option('--document <names...>', 'documents by title or number, counted from 1')
    .option('--words <words...>', 'words: what sets the sentences that hold one of them apart from all others')
    .option('--top <n>', 'words each', positive, 10)
    .addOption(new Option('--weighting <way>', 'what groups and sentences are weighed by: log-odds against all others (z-scores; Monroe, Colaresi & Quinn 2008), or class-based tf-idf as in BERTopic, which favours frequent words').choices(WEIGHTINGS).default(WEIGHTINGS[0]))
    .option('--stop-words', 'tell stop words of the text’s language too', false)
    .option('--no-stop-words', 'leave them out, as is done by default')
    .addHelpText('after', '\nExample: wordspace terms --corpus sotu --by party');
  return withCorpus(command).action(async (given: Given) => {
    if (!given.by && !given.document && !given.words) throw new UsageError('Of what? Give --by COLUMN for groups of documents, --document NAME, or --words WORD ….');
    const corpus = await encodedCorpus(given);
    const leftOut = given.stopWords ? new Set<string>() : stopWordsOf(given.locale);
    const column = corpus.columns.find((c) => c.name === given.by);
    if (given.by && !column) {
      const known = corpus.columns.map((c) => c.name).join(', ');
      throw new WordspaceError(`${corpus.name} has no column “${given.by}”; ${known ? `it has ${known}` : 'it has none'}.`);
    }
    const unknown = given.words?.filter((word) => !corpus.vocabulary.words.includes(word));
    if (given.words && unknown?.length === given.words.length) throw new WordspaceError(`${corpus.name} does not know ${unknown.join(', ')}; give words of its vocabulary.`);
    const frequencies = given.document && documentFrequencies(corpus);
    answer({
      documents: corpus.titles.length,
      ...((column || given.words) && { weighting: given.weighting }),
      groups: column && groupTerms(corpus, groupsOf(column, RANGES), given.top, { leftOut, weighting: given.weighting }),
      company: given.words && { ...companyOf(corpus, given.words, given.top, { leftOut, weighting: given.weighting }), unknown },
      of: frequencies && given.document?.map((name) => {
        const row = documentNamed(corpus.titles, name);
        return { document: row + 1, title: corpus.titles[row], terms: documentTerms(corpus, row, frequencies, given.top, leftOut) };
      }),
    });
  });
}

/** None where the language has no list, which a note says. */
function stopWordsOf(locale: string): ReadonlySet<string> {
  const found = commonWords(locale);
  if (found.size === 0) warn(`There is no list of stop words for “${locale}”, so none are left out.`);
  return found;
}
