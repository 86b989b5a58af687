#!/bin/sh
# configure.sh ROOT IMAGE ROOT_ID: makes a guest of Debian's root file system, and writes into IMAGE, which is ROOT/run/image, what one needs
# to log in. ROOT_ID is the UUID of the root partition.
set -eu
root=$1 image=$2 root_id=$3

echo debian > "$root/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 debian\n::1 localhost\n' > "$root/etc/hosts"
rm -f "$root/etc/resolv.conf" # mmdebstrap's copy of this machine's
: > "$root/etc/machine-id"    # the guest's first boot fills it
rm -f "$root/var/lib/dbus/machine-id"
echo "PARTUUID=$root_id / ext4 errors=remount-ro 0 0" > "$root/etc/fstab"

# Ways in: root and tester by password at the console, tester by key with SSH. All guests of an image have one host key.
password=$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')
(umask 077 && printf %s "$password" > "$image/password")
chroot "$root" ssh-keygen -q -t ed25519 -N '' -C tester -f /run/image/id_ed25519
chroot "$root" useradd --create-home --shell /bin/bash --groups sudo tester
printf 'root:%s\ntester:%s\n' "$password" "$password" | chroot "$root" chpasswd
echo 'tester ALL=(ALL) NOPASSWD: ALL' > "$root/etc/sudoers.d/tester"
chmod 440 "$root/etc/sudoers.d/tester"
mkdir -m 700 "$root/home/tester/.ssh"
mv "$image/id_ed25519.pub" "$root/home/tester/.ssh/authorized_keys"
chroot "$root" chown -R tester:tester /home/tester/.ssh
rm -f "$root"/etc/ssh/ssh_host_*
chroot "$root" ssh-keygen -q -t ed25519 -N '' -C debian -f /etc/ssh/ssh_host_ed25519_key
cp "$root/etc/ssh/ssh_host_ed25519_key.pub" "$image/"

# Every NIC gets an address by DHCP. Guests that were started from one saved state have one machine-id, but each NIC its own MAC.
cat > "$root/etc/systemd/network/80-ethernet.network" <<'CONF'
[Match]
Type=ether
Kind=!*

[Network]
DHCP=yes

[DHCPv4]
ClientIdentifier=mac
CONF
printf 'defaults {\n    user_friendly_names yes\n    find_multipaths yes\n}\n' > "$root/etc/multipath.conf"

# Boot time: without what serves machines that are updated, or that wait for a network.
systemctl() { chroot "$root" systemctl --quiet "$@"; }
systemctl enable systemd-networkd.service
systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer e2scrub_all.timer e2scrub_reap.service \
    man-db.timer logrotate.timer systemd-networkd-wait-online.service systemd-pstore.service systemd-binfmt.service \
    systemd-hwdb-update.service ldconfig.service systemd-update-done.service systemd-journal-catalog-update.service \
    systemd-firstboot.service
rm -rf "$root/usr/lib/udev/hwdb.bin" "$root/usr/lib/udev/hwdb.d"
