// The menu behind shared/Menu. Not modal: the page behind keeps scrolling and no style tag is injected. Not in a portal: it
// stays within the landmark of its button, and its position is fixed anyway.
import * as Dropdown from '@radix-ui/react-dropdown-menu';
import { Check } from 'lucide-react';

import { useRef } from 'react';

import type { MenuProps, MenuSection } from './Menu';

const item = 'flex min-h-8 items-center gap-2.5 rounded-md px-2 text-sm text-ink outline-none select-none data-highlighted:bg-hover max-md:min-h-11';

interface MenuLayerProps extends MenuProps {
  opened_by_keys: boolean; // then the first choice has the focus, as in every later opening by keys
}

export default function MenuLayer({ trigger, label, sections, align = 'end', side = 'bottom', opened_by_keys }: MenuLayerProps) {
  const is_first_opening = useRef(true);
  const focus_first = (content: HTMLDivElement | null) => {
    if (!content || !is_first_opening.current) return;
    is_first_opening.current = false;
    if (opened_by_keys) requestAnimationFrame(() => content.querySelector<HTMLElement>('[role^="menuitem"]')?.focus());
  };
  return (
    <Dropdown.Root modal={false} defaultOpen>
      <Dropdown.Trigger asChild>{trigger}</Dropdown.Trigger>
      <Dropdown.Content
        ref={focus_first}
        aria-label={label}
        align={align}
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 animate-rise overflow-y-auto rounded-lg bg-raised p-1 shadow-raised"
      >
        {sections.map((section, at) => (
          <Dropdown.Group key={at} aria-label={section.kind === 'choices' ? section.label : undefined}>
            {at > 0 && <Dropdown.Separator className="mx-1 my-1 h-px bg-line" />}
            <Section section={section} />
          </Dropdown.Group>
        ))}
      </Dropdown.Content>
    </Dropdown.Root>
  );
}

function Section({ section }: { section: MenuSection }) {
  switch (section.kind) {
    case 'heading':
      return section.content;
    case 'choices':
      return <Choices section={section} />;
    case 'check':
      return (
        <Dropdown.CheckboxItem checked={section.checked} onCheckedChange={section.change} className={item}>
          <span className="flex-1">{section.label}</span>
          <Mark />
        </Dropdown.CheckboxItem>
      );
    case 'actions':
      return section.actions.map(({ icon: Icon, label, run }) => (
        <Dropdown.Item key={label} className={item} onSelect={run}>
          {Icon && <Icon aria-hidden className="size-4 text-ink-faint" />}
          {label}
        </Dropdown.Item>
      ));
  }
}

function Choices({ section }: { section: Extract<MenuSection, { kind: 'choices' }> }) {
  return (
    <>
      <Dropdown.Label className="px-2 pt-1.5 pb-1 text-xs font-medium text-ink-faint">{section.label}</Dropdown.Label>
      <Dropdown.RadioGroup value={section.value} onValueChange={section.choose}>
        {section.options.map((option) => (
          <Dropdown.RadioItem key={option.value} value={option.value} className={item}>
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            <Mark />
          </Dropdown.RadioItem>
        ))}
      </Dropdown.RadioGroup>
    </>
  );
}

function Mark() {
  return (
    <Dropdown.ItemIndicator>
      <Check aria-hidden className="size-4 text-accent" />
    </Dropdown.ItemIndicator>
  );
}
