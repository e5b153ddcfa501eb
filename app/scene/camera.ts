/** Where the camera was left, for whoever wants to come back to it. */
import type { Pose } from './flight';
import type { Stage } from './stage';

/** Tells of every place that the camera comes to rest at; null is the home view. Returns how to stop. */
export function watchCamera(stage: Stage, onRest: (pose: Pose | null) => void): () => void {
  let last = '';
  return stage.afterFrame((moving) => {
    if (moving) return;
    const pose = stage.rig.left();
    const text = JSON.stringify(pose);
    if (text === last) return;
    last = text;
    onRest(pose);
  });
}
