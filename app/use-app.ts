'use client';

import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AppState } from '../lib/store/state';
import { store } from '../lib/store/store';

/** Subscribe to a part of the app's state; re-renders when its fields change. */
export function useApp<Part>(select: (state: AppState) => Part): Part {
  return useStore(store, useShallow(select));
}
