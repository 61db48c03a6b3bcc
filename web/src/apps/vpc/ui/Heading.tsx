/** A step's heading: it takes the focus when the step begins. */
export function Heading({ children }: { children: string }) {
  return (
    <h2 class="step__heading" tabIndex={-1}>
      {children}
    </h2>
  );
}
