export function Swatch({ colour }: { colour: string }) {
  return <span className="inline-block size-2.5 shrink-0 rounded-full" style={{ background: colour }} aria-hidden />;
}

/** The first words of a topic, which say more than its number. */
export function Telling({ words }: { words: string[] }) {
  return <span className="font-normal text-muted">{words.slice(0, 3).join(' · ')}</span>;
}
