import { GROWTH, LARGEST, SMALLEST } from './depth';

/**
 * One draw call for all points: round discs, painted from far to near, each
 * with a thin rim of paper so that neighbours stay apart. Colours are sRGB and
 * leave as they came; alpha is premultiplied.
 */
export const vertexShader = /* glsl */ `
attribute vec3 to;
attribute vec4 paint;   // red, green, blue, emphasis
attribute float size;   // diameter in CSS pixels at the home depth
attribute float crowd;  // points per unit area around it
attribute float known;  // 1: was on the map before this morph

uniform float morph;
uniform float home;
uniform float pixelRatio;
uniform float unitPixels; // CSS pixels a unit of the scene takes at depth 1
uniform vec2 haze;
uniform vec3 paper;
uniform vec3 muted;

varying vec4 ink;
varying float radius;
varying float side;

void main() {
  gl_Position = projectionMatrix * modelViewMatrix * vec4(mix(position, to, morph), 1.0);
  float depth = gl_Position.w;
  float diameter = size * clamp(pow(home / depth, ${GROWTH.toFixed(2)}), ${SMALLEST.toFixed(2)}, ${LARGEST.toFixed(2)});
  radius = 0.5 * diameter * pixelRatio;
  side = 2.0 * radius + 4.0 * pixelRatio;
  gl_PointSize = side;

  float pale = smoothstep(haze.x, haze.y, depth);
  float unit = unitPixels / depth;
  float overlap = crowd * diameter * diameter / (unit * unit);
  float thin = max(0.5, inversesqrt(1.0 + 0.5 * overlap));
  vec3 colour = mix(mix(paper, muted, 0.55), paint.rgb, paint.a);
  ink = vec4(
    mix(colour, paper, 0.64 * pale),
    thin * mix(0.16, 1.0, paint.a) * mix(known, 1.0, morph)
  );
}
`;

export const fragmentShader = /* glsl */ `
uniform float pixelRatio;
uniform vec3 paper;

varying vec4 ink;
varying float radius;
varying float side;

void main() {
  float away = length(gl_PointCoord - 0.5) * side;
  float disc = 1.0 - smoothstep(radius - 0.6, radius + 0.6, away);
  float rim = 1.0 - smoothstep(radius, radius + 1.1 * pixelRatio, away);
  float cover = max(disc, 0.55 * rim);
  if (cover < 0.01) discard;
  float alpha = cover * ink.a;
  gl_FragColor = vec4(mix(paper, ink.rgb, disc / cover) * alpha, alpha);
}
`;
