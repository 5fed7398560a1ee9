import * as Tooltip from '@radix-ui/react-tooltip';

import { Key } from '@/shared/Key';

// The target keeps its own element; the tooltip hangs on an empty one laid over it.
export default function HintBubble({ target }: { target: HTMLElement }) {
  const { left, top, width, height } = target.getBoundingClientRect();
  const { hint, hintKey, hintSide } = target.dataset;
  return (
    <Tooltip.Provider>
      <Tooltip.Root open>
        <Tooltip.Trigger asChild>
          <span aria-hidden className="pointer-events-none fixed" style={{ left, top, width, height }} />
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content
            side={(hintSide as Tooltip.TooltipContentProps['side']) ?? 'bottom'}
            sideOffset={6}
            collisionPadding={8}
            className="pointer-events-none z-50 flex max-w-64 items-center gap-2 rounded-md bg-raised px-2 py-1 text-xs text-ink shadow-raised"
          >
            {hint}
            {hintKey && <Key>{hintKey}</Key>}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
