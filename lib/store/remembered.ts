/** A function that remembers its last answer for as long as the same things are asked: for what follows from the state. */
export function remembered<Asked extends unknown[], Answer>(make: (...asked: Asked) => Answer): (...asked: Asked) => Answer {
  let last: { asked: Asked; answer: Answer } | null = null;
  return (...asked) => {
    if (!last || asked.some((value, i) => value !== last!.asked[i])) last = { asked, answer: make(...asked) };
    return last.answer;
  };
}
