/** `ref` of what opens inside a panel: it is seen from its beginning, wherever the panel was scrolled to before. */
export function fromTheTop(opened: HTMLElement | null): void {
  const panel = opened?.closest('[role=tabpanel]');
  if (panel) panel.scrollTop = 0;
}
