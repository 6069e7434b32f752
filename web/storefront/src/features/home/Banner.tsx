// SPDX-License-Identifier: Apache-2.0
// What greets visitors: the ways to new things, to what others buy, and to a shop of one's own.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '@ecommerce/shared/ui/classes';
import styles from './Banner.module.css';
import { BagArt, PodiumArt, ShopArt } from './BannerArt';

export function Banner() {
  const { t } = useTranslation('catalogue');
  return (
    <div className={styles.banner}>
      <Link to="/search?sort=newest" className={classes(styles.card, styles.large)}>
        <span className={styles.text}>
          <strong>{t('bannerNew')}</strong>
          <span>{t('bannerNewText')}</span>
          <span className={styles.action}>{t('bannerNewAction')}</span>
        </span>
        <BagArt className={styles.art} />
      </Link>
      <Link to="/search?sort=sales" className={classes(styles.card, styles.small, styles.gold)}>
        <span className={styles.text}>
          <strong>{t('bannerBest')}</strong>
          <span>{t('bannerBestText')}</span>
        </span>
        <PodiumArt className={styles.art} />
      </Link>
      <Link to="/sell" className={classes(styles.card, styles.small, styles.green)}>
        <span className={styles.text}>
          <strong>{t('bannerSell')}</strong>
          <span>{t('bannerSellText')}</span>
        </span>
        <ShopArt className={styles.art} />
      </Link>
    </div>
  );
}
