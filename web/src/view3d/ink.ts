/** A material that carries the design: ink over the product's own colour, under the same light and gloss. */
import {
  CanvasTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  type MeshStandardMaterial,
  NoColorSpace,
  type Texture,
} from "three";

/**
 * The design as a texture. Its colours are premultiplied and stay as the canvas has them, sRGB: the shader blends them
 * there, as the canvas and the print preview do. Decoded by the card, half-covered edges would turn dark; with straight
 * alpha, what lies around the letters would bleed into them.
 */
export function designTexture(canvas: HTMLCanvasElement, anisotropy: number): CanvasTexture {
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = NoColorSpace;
  texture.premultiplyAlpha = true;
  texture.flipY = false;
  texture.generateMipmaps = true;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.anisotropy = anisotropy;
  return texture;
}

const BLEND = /* glsl */ `
  vec4 ink = texture2D( designInk, vInkUv );
  vec3 ground = sRGBTransferOETF( vec4( diffuseColor.rgb, 1.0 ) ).rgb;
  diffuseColor.rgb = sRGBTransferEOTF( vec4( ink.rgb + ground * ( 1.0 - ink.a ), 1.0 ) ).rgb;
`;
/** Ink on metal is no metal, and less smooth. */
const DULL = /* glsl */ `
  roughnessFactor = mix( roughnessFactor, max( roughnessFactor, 0.55 ), ink.a * metalness );
  metalnessFactor *= 1.0 - ink.a;
`;

/** Lets the material show the texture that `ink.value` holds, wherever the mesh has UVs. */
export function carryInk(material: MeshStandardMaterial, ink: { value: Texture }): void {
  material.onBeforeCompile = (shader) => {
    shader.uniforms.designInk = ink;
    shader.vertexShader = shader.vertexShader
      .replace("#include <uv_pars_vertex>", "#include <uv_pars_vertex>\nvarying vec2 vInkUv;")
      .replace("#include <uv_vertex>", "#include <uv_vertex>\nvInkUv = uv;");
    shader.fragmentShader = shader.fragmentShader
      .replace(
        "#include <uv_pars_fragment>",
        "#include <uv_pars_fragment>\nvarying vec2 vInkUv;\nuniform sampler2D designInk;",
      )
      .replace("#include <map_fragment>", `#include <map_fragment>${BLEND}`)
      .replace("#include <metalnessmap_fragment>", `#include <metalnessmap_fragment>${DULL}`);
  };
  material.customProgramCacheKey = () => "ink";
}
