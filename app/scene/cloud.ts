/** The points as three draws them: one geometry, one material, one call. Copies from the stage whatever changed since the last frame. */
import { BufferAttribute, BufferGeometry, CustomBlending, DynamicDrawUsage, OneFactor, OneMinusSrcAlphaFactor, Points, ShaderMaterial, Sphere, Vector2, Vector3 } from 'three';
import { toRgb } from './ink';
import { fragmentShader, vertexShader } from './shaders';
import type { Stage } from './stage';

export class Cloud {
  readonly points: Points<BufferGeometry, ShaderMaterial>;
  private morphRevision = -1;
  private paintRevision = -1;
  private inks: unknown = null;

  constructor() {
    const material = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      transparent: true,
      depthTest: false,
      depthWrite: false,
      toneMapped: false,
      blending: CustomBlending,
      blendSrc: OneFactor,
      blendDst: OneMinusSrcAlphaFactor,
      uniforms: {
        morph: { value: 1 },
        home: { value: 1 },
        pixelRatio: { value: 1 },
        unitPixels: { value: 1 },
        haze: { value: new Vector2() },
        paper: { value: new Vector3() },
        muted: { value: new Vector3() },
      },
    });
    this.points = new Points(new BufferGeometry(), material);
    this.points.frustumCulled = false;
  }

  sync(stage: Stage, pixelRatio: number): void {
    const { morph, rig, inks } = stage;
    if (!inks || stage.count === 0) {
      this.points.visible = false;
      return;
    }
    this.points.visible = true;
    if (this.morphRevision !== morph.revision || this.paintRevision !== stage.paintRevision) {
      this.fill(stage);
      this.morphRevision = morph.revision;
      this.paintRevision = stage.paintRevision;
    }
    this.points.geometry.index!.needsUpdate = true;
    const { uniforms } = this.points.material;
    const haze = rig.haze();
    uniforms.morph.value = morph.t;
    uniforms.home.value = rig.homeDistance();
    uniforms.pixelRatio.value = pixelRatio;
    uniforms.unitPixels.value = rig.unitPixels();
    uniforms.haze.value.set(haze.near, haze.far);
    if (inks !== this.inks) {
      this.inks = inks;
      uniforms.paper.value.set(...toRgb(inks.paper));
      uniforms.muted.value.set(...toRgb(inks.muted));
    }
  }

  dispose(): void {
    this.points.geometry.dispose();
    this.points.material.dispose();
  }

  /** Buffers of another length need another geometry; others are overwritten in place. */
  private fill(stage: Stage): void {
    const { count, morph, paint, sizes, crowd, order } = stage;
    if (this.points.geometry.index?.array !== order) {
      this.points.geometry.dispose();
      this.points.geometry = new BufferGeometry();
      this.points.geometry.boundingSphere = new Sphere(undefined, 1e3);
      this.points.geometry.setIndex(new BufferAttribute(order, 1).setUsage(DynamicDrawUsage));
    }
    this.set('position', morph.from, 3);
    this.set('to', morph.to, 3);
    this.set('known', morph.known, 1);
    this.set('crowd', crowd, 1);
    this.set('size', fitted(sizes, count), 1);
    this.set('paint', fitted(paint, count * 4), 4);
  }

  private set(name: string, array: Float32Array | Uint8Array, itemSize: number): void {
    const { geometry } = this.points;
    const old = geometry.getAttribute(name) as BufferAttribute | undefined;
    if (old) {
      old.array.set(array);
      old.needsUpdate = true;
    } else {
      geometry.setAttribute(name, new BufferAttribute(array.slice(), itemSize, array instanceof Uint8Array).setUsage(DynamicDrawUsage));
    }
  }
}

/** Paint for exactly the points there are, should it arrive a moment before or after them. */
function fitted<A extends Float32Array | Uint8Array>(array: A, length: number): A {
  if (array.length === length) return array;
  const out = new (array.constructor as new (n: number) => A)(length);
  out.set(array.subarray(0, length) as A & ArrayLike<number>);
  return out;
}
