// SPDX-License-Identifier: Apache-2.0
// Ant Design's icons as plain SVG. Decoration only: the text beside one, or its button's label, says what it means.
import type { AbstractNode, IconDefinition } from '@ant-design/icons-svg/es/types';
import { createElement } from 'react';
import styles from './Icon.module.css';

function draw(node: AbstractNode, key: number): React.ReactElement {
  return createElement(node.tag, { key, ...node.attrs }, ...(node.children ?? []).map(draw));
}

export function Icon({ icon, size = '1em' }: { icon: IconDefinition; size?: string | number }) {
  const root = icon.icon as AbstractNode;
  return (
    <svg
      className={styles.icon}
      viewBox={root.attrs.viewBox ?? '64 64 896 896'}
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {(root.children ?? []).map(draw)}
    </svg>
  );
}
