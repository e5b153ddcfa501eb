'use client';

import { Component, type ReactNode } from 'react';
import { sentence } from '../../lib/store/store';
import { Button } from './button';

/** A part of the page that breaks says so in its own place; the rest of the page goes on. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div role="alert" className="space-y-2 p-3">
        <p className="break-words">{sentence(error)}</p>
        <Button onClick={() => this.setState({ error: null })}>Try again</Button>
      </div>
    );
  }
}
