/** Ends with a sentence where Node is too old for Next and for this program. */
export function demandNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  console.error(`Wordspace needs Node 20.9 or newer, and this is ${process.version}. Install a newer one from nodejs.org and try again.`);
  process.exit(1);
}
