#!/bin/sh
# configure.sh ROOT: what makes Debian's root file system a lab host.
set -eu
recipe=$(dirname "$0") root=$1
cp -r "$recipe/files/." "$root/"
chmod 755 "$root"/usr/local/sbin/*

# One key lets the harness in, and lab hosts into each other; all have the same host key. Both exist nowhere else.
rm -f "$root"/etc/ssh/ssh_host_*
mkdir -p "$root/root/.ssh" "$root/var/crash"
chmod 700 "$root/root/.ssh"
chroot "$root" ssh-keygen -q -t ed25519 -N '' -C lab -f /root/.ssh/id_ed25519
chroot "$root" ssh-keygen -q -t ed25519 -N '' -C lab -f /etc/ssh/ssh_host_ed25519_key
cp "$root/root/.ssh/id_ed25519.pub" "$root/root/.ssh/authorized_keys"
echo "* $(cat "$root/etc/ssh/ssh_host_ed25519_key.pub")" > "$root/root/.ssh/known_hosts"

# Boot time: without what serves machines that are updated, log users in or watch hardware.
systemctl() { chroot "$root" systemctl --quiet "$@"; }
systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer logrotate.timer e2scrub_all.timer \
    e2scrub_reap.service systemd-pstore.service lldpad.service lldpad.socket fcoe-utils.service fcoemon.socket rtslib-fb-targetctl.service \
    libvirt-guests.service systemd-timesyncd.service systemd-networkd.service systemd-logind.service systemd-binfmt.service \
    systemd-hwdb-update.service ldconfig.service systemd-update-done.service systemd-journal-catalog-update.service \
    systemd-firstboot.service systemd-machine-id-commit.service dev-hugepages.mount machines.target getty@tty1.service \
    sshd-keygen.service ssh.socket systemd-machined.service systemd-random-seed.service dev-mqueue.mount sys-kernel-tracing.mount sys-fs-fuse-connections.mount systemd-udev-load-credentials.service
# libvirt starts domains without machined where D-Bus does not know it.
rm "$root/usr/share/dbus-1/system-services/org.freedesktop.machine1.service"
systemctl disable virtlogd.service
mkdir -p "$root/etc/systemd/system-generators"
ln -s /dev/null "$root/etc/systemd/system-generators/systemd-ssh-generator"
# libvirt takes seconds to start: it does so with the host, and stays.
systemctl enable ssh.service libvirtd.service libvirtd.socket virtlogd.socket
echo 'LIBVIRTD_ARGS=""' > "$root/etc/default/libvirtd"

# libvirt asks every emulator it finds what it can do, which takes seconds each.
rm -f "$root/usr/bin/qemu-system-i386" "$root"/usr/bin/qemu-system-x86_64-microvm
rm -rf "$root/usr/lib/udev/hwdb.bin" "$root/usr/lib/udev/hwdb.d"
cat >> "$root/etc/libvirt/qemu.conf" <<'CONF'
user = "root"
group = "root"
security_driver = "none"
CONF
# Hosts of one image differ in nothing but this; libvirt migrates between hosts with different ids only.
echo 'host_uuid_source = "machine-id"' >> "$root/etc/libvirt/libvirtd.conf"
