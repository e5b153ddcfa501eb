/** What the system answers when a file cannot be had, in words. */
const REASONS: Record<string, string> = {
  EACCES: 'it may not be opened',
  EBUSY: 'it is in use',
  EFBIG: 'it would be too large for this disk',
  EIO: 'the disk fails',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
  EPERM: 'it may not be changed',
  EROFS: 'the disk can only be read',
};

/** Why a file could not be read or written. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (code || String(error));
}
