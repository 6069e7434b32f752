// SPDX-License-Identifier: Apache-2.0
// Small pictures, and one of them large: moved by arrow keys and buttons, closed by Escape.
import LeftOutlined from '@ant-design/icons-svg/es/asn/LeftOutlined';
import RightOutlined from '@ant-design/icons-svg/es/asn/RightOutlined';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import styles from './PictureViewer.module.css';

export function PictureRow({ pictures }: { pictures: readonly Schemas['Picture'][] }) {
  const { t } = useTranslation('reviews');
  const [shown, setShown] = useState<number>();
  if (pictures.length === 0) return null;
  return (
    <>
      <ul className={styles.row}>
        {pictures.map((picture, index) => (
          <li key={picture.url}>
            <button
              type="button"
              aria-label={t('showPicture', { index: index + 1, total: pictures.length })}
              onClick={() => setShown(index)}
            >
              <Photo picture={picture} alt="" />
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <Viewer pictures={pictures} shown={shown} onShow={setShown} onClose={() => setShown(undefined)} />
      )}
    </>
  );
}

function Viewer({
  pictures,
  shown,
  onShow,
  onClose,
}: {
  pictures: readonly Schemas['Picture'][];
  shown: number;
  onShow: (index: number) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('reviews');
  const last = pictures.length - 1;
  useEffect(() => {
    const move = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowLeft' && shown > 0) onShow(shown - 1);
      if (key === 'ArrowRight' && shown < last) onShow(shown + 1);
    };
    document.addEventListener('keydown', move);
    return () => document.removeEventListener('keydown', move);
  }, [shown, last, onShow]);
  return (
    <Dialog
      open
      title={t('pictureOf', { index: shown + 1, total: pictures.length })}
      onClose={onClose}
      footer={
        last > 0 && (
          <>
            <Button disabled={shown === 0} onClick={() => onShow(shown - 1)}>
              <Icon icon={LeftOutlined} /> {t('previous')}
            </Button>
            <Button disabled={shown === last} onClick={() => onShow(shown + 1)}>
              {t('next')} <Icon icon={RightOutlined} />
            </Button>
          </>
        )
      }
    >
      <Photo
        picture={pictures[shown]}
        alt={t('pictureOf', { index: shown + 1, total: pictures.length })}
        eager
        className={styles.large}
      />
    </Dialog>
  );
}
