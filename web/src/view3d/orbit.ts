/** How a product is turned before the camera: by hand, by its own momentum, or by itself to show what has changed. */

/** Degrees. The camera stays above the table and never looks straight down. */
const LOWEST = -2;
const HIGHEST = 68;
export const NEAREST = 4;
/** How fast momentum is lost: to 1/e of it in so many seconds. */
const MOMENTUM_SECONDS = 0.32;
/** Likewise, how fast what turns by itself comes to its place. */
const GLIDE_SECONDS = 0.14;
/** Degrees a second, degrees: what cannot be seen any more. */
const STANDSTILL = 1.5;
const ARRIVED = 0.05;

export interface Pose {
  /** Degrees by which the camera stands to the right of the product's front. */
  azimuth: number;
  /** Degrees above the table. */
  elevation: number;
  /** 1: the whole product. */
  zoom: number;
}

export class Orbit {
  readonly pose: Pose;
  private aim: Pose | null = null;
  private momentum: { azimuth: number; elevation: number } | null = null;

  /** `isStill`: whoever looks wants nothing to move by itself. */
  constructor(
    private home: Pose,
    private readonly isStill: () => boolean,
  ) {
    this.pose = { ...home };
  }

  /** Where `reset` goes, and where the product stands until it is turned. */
  settle(home: Pose): void {
    this.setHome(home);
    this.jump(this.home);
  }

  setHome(home: Pose): void {
    this.home = bounded(home);
  }

  /** By hand, by a factor. */
  zoom(factor: number): void {
    this.stop();
    this.jump({ ...this.pose, zoom: this.pose.zoom * factor });
  }

  /** By hand: no more than asked for, and at once. */
  drag(azimuth: number, elevation: number): void {
    this.stop();
    const { pose } = this;
    this.jump({ ...pose, azimuth: pose.azimuth + azimuth, elevation: pose.elevation + elevation });
  }

  /** Let go while it turns, in degrees a second. */
  fling(azimuth: number, elevation: number): void {
    if (!this.isStill()) this.momentum = { azimuth, elevation };
  }

  /** By itself, the shorter way round. */
  turnTo(pose: Partial<Pose>): void {
    const wanted = bounded({ ...this.target, ...pose });
    const round = Math.round((this.pose.azimuth - wanted.azimuth) / 360) * 360;
    this.momentum = null;
    this.aim = { ...wanted, azimuth: wanted.azimuth + round };
    if (this.isStill()) this.jump(this.aim);
  }

  reset(): void {
    this.turnTo(this.home);
  }

  stop(): void {
    this.momentum = null;
    this.aim = null;
  }

  /** Where it is going, or stands. */
  get target(): Pose {
    return this.aim ?? this.pose;
  }

  /** Goes on by so many seconds. Whether there is more to come. */
  step(seconds: number): boolean {
    if (this.aim) this.glide(this.aim, 1 - Math.exp(-seconds / GLIDE_SECONDS));
    else if (this.momentum) this.roll(this.momentum, seconds);
    return this.aim !== null || this.momentum !== null;
  }

  private glide(aim: Pose, share: number): void {
    const { pose } = this;
    pose.azimuth += (aim.azimuth - pose.azimuth) * share;
    pose.elevation += (aim.elevation - pose.elevation) * share;
    pose.zoom *= (aim.zoom / pose.zoom) ** share;
    const away = Math.max(
      Math.abs(aim.azimuth - pose.azimuth),
      Math.abs(aim.elevation - pose.elevation),
      Math.abs(aim.zoom / pose.zoom - 1) * 20,
    );
    if (away < ARRIVED) this.jump(aim);
  }

  private roll(momentum: { azimuth: number; elevation: number }, seconds: number): void {
    const kept = Math.exp(-seconds / MOMENTUM_SECONDS);
    const { pose } = this;
    pose.azimuth += momentum.azimuth * seconds;
    pose.elevation = bounded({ ...pose, elevation: pose.elevation + momentum.elevation * seconds }).elevation;
    momentum.azimuth *= kept;
    momentum.elevation *= kept;
    if (Math.hypot(momentum.azimuth, momentum.elevation) < STANDSTILL) this.momentum = null;
  }

  private jump(pose: Pose): void {
    this.aim = null;
    Object.assign(this.pose, bounded(pose));
  }
}

function bounded({ azimuth, elevation, zoom }: Pose): Pose {
  return {
    azimuth,
    elevation: Math.min(HIGHEST, Math.max(LOWEST, elevation)),
    zoom: Math.min(NEAREST, Math.max(1, zoom)),
  };
}
