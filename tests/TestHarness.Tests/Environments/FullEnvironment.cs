namespace TestHarness.Tests.Environments;

/// <summary>An environment that has every section and nearly every key.</summary>
internal static class FullEnvironment
{
    public const string Yaml =
        """
        name: fc-lab
        description: Two hosts with FC HBAs.
        strict: true
        virtualLab: { memory: 1536MiB, vcpus: 2 }
        hosts:
          - name: here
            connection: local
          - name: host1
            connection:
              ssh:
                host: host1.example
                user: root
                port: 2222
                identityFile: id_lab
                jump: me@gate.example:22
                knownHosts: known_hosts
                sudo: true
            migrationAddress: 10.20.0.1
            qemu: { build: . }
            machine: rack1-slot2
            arch: x86_64
            nics: [{ pf: '0000:01:00.0', network: guests, bridge: br0 }]
            vhbas: [{ wwnn: 5001a4ab286a1286, wwpn: 50:01:a4:a0:f0:14:c8:ce, parent: scsi_host4 }]
            labels: [rack1]
            offers:
              - hugepages
              - vports: { parent: scsi_host4, count: 254 }
              - qemu: { version: 10.0 }
        storage:
          luns:
            - { name: small, kind: file, size: 1GiB, path: /var/tmp/small.raw }
            - { name: fc, kind: device, wwid: 3600a0b80005b5dd40000d4d65398f3e4 }
            - { name: behind-vhba, kind: fc, wwid: 3600a0b80005b5dd40000d4d65398f3e4 }
          overlays: { lun: fc }
        guest:
          image: { kernel: vmlinuz, initrd: initrd.img, commandLine: quiet }
          memory: 2GiB
          vcpus: 2
          address: 10.20.0.100/24
          reportedMemory: 2GiB
          login: { user: root, passwordVariable: GUEST_PASSWORD }
        guests:
          - name: rhel9
            image: { qcow2: guest.qcow2, firmware: uefi }
            memory: 4GiB
            access: ssh
            login: { user: tester, identityFile: id_lab }
          - { name: plain, image: { raw: guest.qcow2 } }
        reportedImages:
          - { image: 'rhel9*.qcow2', guest: rhel9 }
          - { image: '/images/*', guest: debian }
        qemu: { binary: /usr/libexec/qemu-kvm, accelerator: kvm }
        load: { scale: 0.5 }
        slowness: 2.5
        baseline: { multiple: 4.5 }
        limits: { console: 1MiB, transcript: 2MiB, scenario: 8MiB, run: 1GiB }
        secrets: [LAB_TOKEN, GUEST_PASSWORD]
        timeouts: { boot: 3m, migration: 1m30s }
        notCheckedAllow:
          - { check: core dumps, reason: systemd-coredump has them, expires: 2031-12-31 }
        kernelLogAllow:
          - { pattern: 'dev sr0, sector \d+', reason: no medium in the drive, expires: 2031-12-31, scope: guest }
        """;
}
