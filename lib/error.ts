/**
 * The one error a person is meant to read: a sentence that says what is wrong,
 * where (file, line, column or byte) and how to mend it. The page shows its
 * message as it stands and the CLI prints it as one line; any other error is a
 * fault of ours.
 */
export class WordspaceError extends Error {
  override readonly name = 'WordspaceError';
}

/** What was asked for cannot be, whatever it is asked of: an option or its value. The CLI exits 2 on it, where bad input exits 1. */
export class UsageError extends WordspaceError {}
