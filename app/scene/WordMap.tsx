'use client';

/**
 * The map: words as points to walk around, with labels, neighbour lines and
 * analogy arrows. It knows nothing of models, projections or the store; all
 * it shows comes in as props, all that happens goes out through callbacks.
 */
import { useCallback, useEffect, useEffectEvent, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Theme } from '../theme';
import { watchCamera } from './camera';
import { CanvasLayer } from './CanvasLayer';
import type { Pose } from './flight';
import { HoverCard } from './HoverCard';
import { readInks } from './ink';
import { KEYS_IN_WORDS, listenForLasso, listenToKeys, ZOOM_STEP } from './keyboard';
import { Lasso } from './Lasso';
import { MapButtons } from './MapButtons';
import type { Astray, MapArrow, MapAxis, MapRegion, Neighbour } from './marks';
import { mount } from './mount';
import { listenToPointer } from './pointer';
import { Stage } from './stage';
import { hasWebgl, WebglLayer } from './WebglLayer';

export interface WordMapProps {
  /** Row i names point i; only the first positions.length / 3 are drawn. */
  names: readonly string[];
  /** n × 3 scene coordinates, about unit radius (as from lib/projection/normalise). Another array, or a bumped `version`, is morphed to; another `names` array is matched by word. */
  positions: Float32Array;
  /** Bump when `positions` changed in place. */
  version: number;
  /** More positions will follow: the layout is being made. */
  underWay: boolean;
  /** Seen from straight above, turning disabled, dragging pans. */
  flat: boolean;
  /** n × 3, sRGB 0 … 1 (as from colour.ts). */
  colours: Float32Array;
  /** n diameters in CSS pixels at the home view, 2 … 7. */
  sizes: Float32Array;
  /** n, 0 … 1: 1 or absent is normal, less fades towards the paper; under .5 unlabelled, under .3 out of reach of the pointer. */
  emphasis?: Float32Array;
  /** n, higher is written first; null takes the row order. */
  priority: Float32Array | null;
  selected: number | null;
  /** Lines from the chosen word, the more similar the stronger. */
  neighbours: readonly Neighbour[];
  arrows: readonly MapArrow[];
  /** What the first dimensions run between, where they have a meaning. */
  axes?: readonly MapAxis[];
  /** Drawn under lines and labels, the first ones' names before the others'. */
  regions?: readonly MapRegion[];
  /** The name of a region was clicked. */
  onRegion?: (id: number) => void;
  /** What the map does to a word's neighbourhood: drawn for the word pointed at, or else chosen. */
  astrayOf?: (row: number) => Omit<Astray, 'row'> | null;
  theme: Theme;
  reducedMotion: boolean;
  /** What the card beside a hovered word says. */
  hoverCard: (row: number) => ReactNode;
  /** A word was clicked, tapped or chosen by key; null: clicked beside all. The map flies by itself. */
  onSelect: (row: number | null) => void;
  onHover?: (row: number | null) => void;
  /** A drag draws a loop around words instead of turning the map. */
  lassoing: boolean;
  onLassoing: (on: boolean) => void;
  /** A loop was drawn around these words. */
  onLasso: (rows: number[]) => void;
  /** Escape was pressed where no word is pointed at: true where something other than the chosen word was let go. */
  onLeave: () => boolean;
  /** Another `nonce` flies to the row. */
  flyTo: { row: number; nonce: number } | null;
  /** Another wish goes where the camera was left once; null is the home view. */
  lookFrom?: { camera: Pose | null } | null;
  /** The camera has come to rest; null is the home view. */
  onRest?: (pose: Pose | null) => void;
  /** Hears of the stage while the map is there: for whoever takes pictures of it. */
  onStage?: (stage: Stage | null) => void;
  /** Name of the map for people who cannot see it. */
  label: string;
  /** Legends and the like above the map. Mark with `data-map-obstacle` what labels must keep clear of. */
  children?: ReactNode;
}

const NO_AXES: readonly MapAxis[] = [];
const NO_REGIONS: readonly MapRegion[] = [];

export function WordMap(props: WordMapProps) {
  const { names, positions, version, underWay, flat, colours, sizes, emphasis, priority, selected, neighbours, arrows, axes = NO_AXES, regions = NO_REGIONS, onRegion, astrayOf, theme, reducedMotion, hoverCard, onSelect, onHover, lassoing, onLassoing, onLasso, onLeave, flyTo, lookFrom, onRest, onStage, label, children } = props;
  const container = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLCanvasElement>(null);
  const [stage] = useState(() => new Stage());
  const [webgl, setWebgl] = useState(hasWebgl);
  const [lost, setLost] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const description = useId();

  useEffect(() => stage.setStill(reducedMotion), [stage, reducedMotion]);
  useEffect(() => stage.setFlat(flat, performance.now()), [stage, flat]);
  useEffect(() => stage.setPaint(colours, sizes, emphasis), [stage, colours, sizes, emphasis]);
  useEffect(() => stage.setPoints(names, positions, version, performance.now(), underWay), [stage, names, positions, version, underWay]);
  useEffect(() => stage.setPriority(priority), [stage, priority]);
  useEffect(() => stage.setChoice(selected, neighbours), [stage, selected, neighbours]);
  useEffect(() => stage.setArrows(arrows, performance.now()), [stage, arrows]);
  useEffect(() => stage.setAxes(axes), [stage, axes]);
  useEffect(() => stage.setRegions(regions), [stage, regions]);
  useEffect(() => stage.setFlight(flyTo, performance.now()), [stage, flyTo]);
  // After all that moves the camera by itself.
  useEffect(() => {
    if (lookFrom) stage.rig.comeBack(lookFrom.camera, performance.now());
  }, [stage, lookFrom]);
  useEffect(() => (onRest ? watchCamera(stage, onRest) : undefined), [stage, onRest]);
  useEffect(() => {
    // The page may change its variables in an effect of its own, after this one.
    const request = requestAnimationFrame(() => container.current && stage.setInks(readInks(container.current, theme)));
    return () => cancelAnimationFrame(request);
  }, [stage, theme]);
  useEffect(() => (container.current && surface.current ? mount(container.current, surface.current, stage) : undefined), [stage]);

  useEffect(() => {
    onStage?.(stage);
    return () => onStage?.(null);
  }, [stage, onStage]);

  const hover = useEffectEvent((row: number | null) => {
    if (!stage.setHovered(row)) return;
    setHovered(row);
    onHover?.(row);
  });
  const choose = useEffectEvent((row: number | null) => {
    onSelect(row);
    if (row !== null) stage.flyToRow(row, performance.now());
  });
  const openRegion = useEffectEvent((id: number) => onRegion?.(id));
  const takeLasso = useEffectEvent(() => onLassoing(!lassoing));
  const leave = useEffectEvent(() => onLeave());
  // Once a stage: a press must not be forgotten when the page renders before it is let go.
  useEffect(
    () => (surface.current ? listenToPointer(surface.current, stage, { onHover: (row) => hover(row), onClick: (row) => choose(row), onRegion: (id) => openRegion(id) }) : undefined),
    [stage],
  );
  useEffect(
    () => (container.current ? listenToKeys(container.current, stage, { onHover: (row) => hover(row), onChoose: (row) => choose(row), onLasso: () => takeLasso(), onLeave: () => leave() }) : undefined),
    [stage],
  );

  useEffect(() => listenForLasso(() => takeLasso()), []);

  const putDown = useCallback(() => onLassoing(false), [onLassoing]);
  const giveUpWebgl = useCallback(() => setWebgl(false), []);

  const drawn = positions.length / 3;
  const shown = hovered !== null && hovered < drawn ? hovered : null;
  const focus = shown ?? selected;
  const astray = useMemo(() => {
    const found = focus === null ? null : astrayOf?.(focus);
    return found ? { row: focus!, ...found } : null;
  }, [focus, astrayOf]);
  useEffect(() => stage.setAstray(astray), [stage, astray]);
  return (
    <div
      ref={container}
      role="application"
      aria-label={label}
      aria-describedby={description}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the map is worked by keys
      tabIndex={0}
      data-map
      data-points={drawn}
      data-arrows={arrows.length}
      data-axes={axes.map(({ from, to }) => `${from} … ${to}`).join('; ') || undefined}
      data-regions={regions.map(({ name }) => name).join('; ') || undefined}
      data-torn={astray?.torn.length}
      data-pushed={astray?.pushed.length}
      data-renderer={webgl && !lost ? 'webgl' : 'canvas'}
      className="relative isolate size-full overflow-hidden select-none focus-visible:-outline-offset-2"
    >
      {webgl && <WebglLayer stage={stage} onLost={setLost} onFailed={giveUpWebgl} />}
      {(!webgl || lost) && <CanvasLayer stage={stage} />}
      <canvas ref={surface} className="absolute inset-0 size-full touch-none" aria-hidden />
      <p id={description} className="sr-only">
        {`${drawn.toLocaleString('en')} words. ${axes.length > 0 ? `Its dimensions: ${axes.map(({ from, to }) => [from, to].filter(Boolean).join(' to ')).join('; ')}. ` : ''}${KEYS_IN_WORDS}`}
      </p>
      <p aria-live="polite" className="sr-only">
        {shown === null ? '' : names[shown]}
      </p>
      {lassoing && <Lasso onLoop={(loop) => onLasso(stage.rowsWithin(loop))} onCancel={putDown} />}
      {children}
      {(!webgl || lost) && (
        <output data-map-obstacle className="absolute top-3 left-1/2 w-max max-w-[80%] -translate-x-1/2 rounded-md border border-line bg-surface/90 px-3 py-1 text-small text-soft">
          {lost ? 'The graphics card was lost for a moment: the map is drawn plainly until it is back.' : 'No WebGL in this browser: the map is drawn plainly and turns more slowly.'}
        </output>
      )}
      <MapButtons
        onZoom={(direction) => stage.rig.zoom(ZOOM_STEP ** direction, performance.now())}
        onHome={() => stage.rig.goHome(performance.now())}
        lassoing={lassoing}
        onLassoing={onLassoing}
      />
      {shown !== null && (
        <HoverCard stage={stage} row={shown}>
          {hoverCard(shown)}
        </HoverCard>
      )}
    </div>
  );
}
