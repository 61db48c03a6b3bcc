/** Line icons of one family: 20 units, round ends, the text's own colour. */
const PATHS = {
  text: "M4.5 6V4.5h11V6M10 4.5v11M7.8 15.5h4.4",
  photo:
    "M3 5.5A1.5 1.5 0 0 1 4.5 4h11A1.5 1.5 0 0 1 17 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5zM3.5 14l4-4 3.2 3.2 2.3-2.2 3.6 3.4M13.2 7.8h.1",
  shapes: "M3.5 10.5h6v6h-6zM13.3 10.8a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM10 2.8l3.2 5.2H6.8z",
  clipart:
    "M10 3.2c3.7 0 6.8 2.7 6.8 6.2 0 2.2-1.7 3.6-3.6 3.6h-1.6c-1 0-1.6.7-1.6 1.5 0 1 .7 1.2.7 2 0 .6-.5 1-1.2 1-3.4 0-6.3-3-6.3-7 0-4 3-7.1 6.8-7.1ZM6.5 9.7h.1M8.6 6.6h.1M12.2 6.6h.1",
  layers: "m10 3 7 3.8-7 3.8-7-3.8zM3.4 10.3 10 13.9l6.6-3.6M3.4 13.6 10 17.2l6.6-3.6",
  code: "M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h2v2M16.5 11.5v2M11.5 16.5h2M16.5 16.5v.1",
  product: "m7 3.5-4.2 2L4 9.2l1.8-.5v7.8h8.4V8.7l1.8.5 1.2-3.7-4.2-2c-.5 1.3-1.6 2-3 2s-2.5-.7-3-2Z",
  undo: "M7.5 4.5 4 8l3.5 3.5M4.3 8h7.2a4.2 4.2 0 0 1 0 8.4H8",
  redo: "M12.5 4.5 16 8l-3.5 3.5M15.7 8H8.5a4.2 4.2 0 0 0 0 8.4H12",
  close: "m5 5 10 10M15 5 5 15",
  plus: "M10 4.5v11M4.5 10h11",
  minus: "M4.5 10h11",
  trash: "M4 6h12M8 6V4.3h4V6M5.5 6l.7 10h7.6l.7-10M8.5 9v4.5M11.5 9v4.5",
  copy: "M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7",
  up: "m5.5 11.5 4.5-4.5 4.5 4.5",
  down: "m5.5 8.5 4.5 4.5 4.5-4.5",
  forward: "M10 16.5v-9M6.2 11 10 7.2l3.8 3.8M4.5 3.8h11",
  back: "M10 3.5v9M6.2 9l3.8 3.8L13.8 9M4.5 16.2h11",
  lock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  unlock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 5.8-1",
  edit: "m4 16 .8-3.4L13.2 4.2a1.3 1.3 0 0 1 1.8 0l.8.8a1.3 1.3 0 0 1 0 1.8L7.4 15.2zM11.8 5.6l2.6 2.6",
  left: "M3.5 5h13M3.5 10h8M3.5 15h11",
  center: "M3.5 5h13M6 10h8M4.5 15h11",
  right: "M3.5 5h13M8.5 10h8M5.5 15h11",
  font: "M3.5 15.5 7.8 4.5h.4l4.3 11M5 12h6M13.3 12.8a2.1 2.1 0 1 0 4.2 0 2.1 2.1 0 0 0-4.2 0ZM17.5 10.7v4.8",
  colour: "M10 3.2c2.8 3.2 4.7 5.6 4.7 8.2a4.7 4.7 0 0 1-9.4 0c0-2.6 1.9-5 4.7-8.2Z",
  curve: "M3 13.5a9.5 9.5 0 0 1 14 0M6 8.2 5 5.5M10 6.8V4M14 8.2l1-2.7",
  effects: "M4 4h9v9H4zM7.5 16.5h9v-9",
  format: "M4 6h7M14.5 6H16M4 14h1.5M9 14h7M11 4.2h3.5v3.6H11zM5.5 12.2H9v3.6H5.5z",
  arrange:
    "M10 3v14M3 10h14M7.8 5 10 2.8 12.2 5M7.8 15l2.2 2.2 2.2-2.2M5 7.8 2.8 10 5 12.2M15 7.8l2.2 2.2-2.2 2.2",
  frame: "M5.5 3v11.5H17M3 5.5h11.5V17",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  alert:
    "M8.7 3.4 2.2 14.8a1.5 1.5 0 0 0 1.3 2.2h13a1.5 1.5 0 0 0 1.3-2.2L11.3 3.4a1.5 1.5 0 0 0-2.6 0ZM10 8v3.5M10 14.2v.1",
  info: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM10 9.2v4.3M10 6.4v.1",
  upload: "M10 13V4M6.5 7.3 10 3.8l3.5 3.5M4 12.5v3h12v-3",
  zoomIn: "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l3.8 3.8M9 6.8v4.4M6.8 9h4.4",
  zoomOut: "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l3.8 3.8M6.8 9h4.4",
  centreX: "M10 3v14M5 6.5h10M6.5 13.5h7",
  centreY: "M3 10h14M6.5 5v10M13.5 6.5v7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
