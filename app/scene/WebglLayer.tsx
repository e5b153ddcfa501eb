'use client';

/** The points drawn by the graphics card. R3F runs the frames; a frame is drawn only when the stage asks for one. */
import { Canvas, useFrame, useThree } from '@react-three/fiber';
import { Component, memo, useEffect, useLayoutEffect, useMemo, type ReactNode } from 'react';
import { Cloud } from './cloud';
import type { Stage } from './stage';

interface Props {
  stage: Stage;
  /** The graphics card was lost (true) or came back (false). */
  onLost: (lost: boolean) => void;
  /** The layer cannot be made at all. */
  onFailed: () => void;
}

/** Kept from re-rendering with the map around it. */
export const WebglLayer = memo(function WebglLayer({ stage, onLost, onFailed }: Props) {
  return (
    <Watch onFailed={onFailed}>
      <Canvas
        frameloop="demand"
        flat
        linear
        dpr={[1, 2]}
        camera={Object.assign(stage.rig.camera, { manual: true })}
        gl={{ alpha: true, antialias: false, depth: false, stencil: false, powerPreference: 'high-performance' }}
        resize={{ debounce: 0, scroll: false }}
        style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
        aria-hidden
      >
        <CloudView stage={stage} onLost={onLost} />
      </Canvas>
    </Watch>
  );
});

function CloudView({ stage, onLost }: Omit<Props, 'onFailed'>) {
  const cloud = useMemo(() => new Cloud(), []);
  const { gl, size, invalidate, advance } = useThree();

  useEffect(() => () => cloud.dispose(), [cloud]);
  useEffect(() => {
    const draw = (): HTMLCanvasElement => {
      advance(performance.now());
      return gl.domElement;
    };
    return stage.attach({ wake: () => invalidate(), draw });
  }, [stage, gl, invalidate, advance]);

  useEffect(() => {
    const lost = (event: Event): void => {
      event.preventDefault();
      onLost(true);
    };
    const restored = (): void => onLost(false);
    gl.domElement.addEventListener('webglcontextlost', lost);
    gl.domElement.addEventListener('webglcontextrestored', restored);
    return () => {
      gl.domElement.removeEventListener('webglcontextlost', lost);
      gl.domElement.removeEventListener('webglcontextrestored', restored);
    };
  }, [gl, onLost]);

  // A resized drawing buffer is empty: fill it before the browser paints, or the map would blink.
  useLayoutEffect(() => {
    stage.resize(size.width, size.height);
    advance(performance.now());
  }, [stage, size.width, size.height, advance]);

  useFrame(() => {
    const { calls, points } = gl.info.render;
    const moving = stage.frame(performance.now(), { calls, points });
    cloud.sync(stage, gl.getPixelRatio());
    if (moving) invalidate();
  });

  return <primitive object={cloud.points} />;
}

/** Catches a renderer that cannot be made, so that the canvas can take over. */
class Watch extends Component<{ onFailed: () => void; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onFailed();
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

/** Whether this browser gives a WebGL 2 context. */
export function hasWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
