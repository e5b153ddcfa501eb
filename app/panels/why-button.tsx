import { askWhy } from '../../lib/store/why';
import type { OpenSpace } from '../../lib/store/state';

/** Beside a neighbour: asks why it is close. */
export function WhyButton({ space, word, other }: { space: OpenSpace; word: string; other: string }) {
  return (
    <button
      type="button"
      aria-label={`Why are ${word} and ${other} close?`}
      title={`Why are ${word} and ${other} close?`}
      className="min-h-6 shrink-0 rounded px-1 text-small text-muted group-hover:text-ink hover:bg-sunken hover:text-accent max-lg:min-h-9 max-lg:px-2"
      onClick={() => askWhy(word, other, space)}
    >
      why
    </button>
  );
}
