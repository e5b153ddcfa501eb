'use client';

import { forgetJudged, openJudged } from '../../lib/store/judged';
import type { Way } from '../../lib/store/search';
import { Button } from '../ui/button';
import { FileButton } from '../ui/file-button';
import { share } from '../ui/numbers';
import { useApp } from '../use-app';

/** How well every way agrees with judgements that a person brings. */
export function Judged({ all, busy }: { all: Way[]; busy: boolean }) {
  const { judged, reports } = useApp((s) => ({ judged: s.search.judged, reports: s.search.reports }));
  const first = Object.values(reports)[0];
  return (
    <section aria-label="Judged searches" className="space-y-2 border-t border-line pt-3">
      <header className="flex items-center justify-between gap-2">
        <h2 className="font-medium">Which way is best?</h2>
        <FileButton label="Open judged documents" accept=".tsv,.csv,.txt,.qrels" onFiles={([file]) => void openJudged(file)}>Choose a judged file</FileButton>
      </header>
      {!judged && <p className="text-small text-muted">Bring judgements: lines of query, document and grade, as TSV, CSV or TREC’s qrels; the document by its title or number, the grade 0 (of no use) to 10. Every way is then measured by them; a grade counts 2^grade − 1.</p>}
      {judged && (
        <>
          <table className="figures w-full text-left" data-testid="judged">
            <caption className="pb-1 text-left text-small text-muted">{judged.name}: {first ? `${first.queries} ${first.queries === 1 ? 'query' : 'queries'} with a document of use here` : busy ? 'being judged …' : 'not judged yet'}</caption>
            <thead className="text-small text-muted">
              <tr>
                <th scope="col" className="font-normal">Found by</th>
                <th scope="col" className="text-right font-normal" title="Normalised discounted cumulative gain of the first 10 documents, gains 2^grade − 1: 1 is the best order there is">nDCG@10</th>
                <th scope="col" className="text-right font-normal" title="Mean reciprocal rank: 1 when the first document is always of use, .5 when it is the second">MRR</th>
              </tr>
            </thead>
            <tbody>
              {all.filter((w) => !w.missing).map((w) => (
                <tr key={w.id} className="border-t border-line">
                  <th scope="row" className="py-1 font-normal">{w.title}</th>
                  <td className="text-right">{reports[w.id] ? share(reports[w.id].ndcg) : '…'}</td>
                  <td className="text-right">{reports[w.id] ? share(reports[w.id].reciprocalRank) : '…'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {first && first.unknown.length > 0 && <p className="text-small text-muted">{first.unknown.length} documents of the file are not in this text: {first.unknown.slice(0, 3).join(', ')}{first.unknown.length > 3 && ' …'}</p>}
          <Button kind="quiet" onClick={forgetJudged}>Remove</Button>
        </>
      )}
    </section>
  );
}
