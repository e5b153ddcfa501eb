/** Whether a key is meant for what has the focus, a field or an open list, and not for the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const held = event.ctrlKey || event.metaKey || event.altKey;
  return held || (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu], dialog, [role=dialog]') !== null);
}
