namespace TestHarness.Tests.Environments;

public sealed class EnvironmentFileErrorTests : EnvironmentFileFixture
{
    private const string Hosts = "hosts: [{ name: a, connection: local }]\n";

    [Test]
    public void All_errors_of_a_file_come_at_once_in_its_order()
    {
        var errors = ErrorsOf(
            """
            nmae: lab
            hosts:
              - name: a
                connection: locl
              - name: a
                connection: local
            guest:
              memory: 1 Gib
            timeouts:
              boot: 30
            """);

        Assert.That(errors, Is.EqualTo(new[]
        {
            "lab.yaml:1:1: environment lacks the key 'name'; expected a name of letters, digits, '.', '_' and '-'",
            "lab.yaml:1:1: 'nmae' is not a key of environment; did you mean 'name'? (accepted: baseline, bindings, " +
            "description, fabricControl, guest, guests, hosts, kernelLogAllow, limits, load, name, notCheckedAllow, qemu, " +
            "reportedImages, secrets, slowness, storage, strict, timeouts, virtualLab)",
            "lab.yaml:4:17: 'connection' of host: expected 'local', or 'ssh' with an address, found 'locl'",
            "lab.yaml:5:5: 'hosts' has two entries with the name 'a'; names must differ",
            "lab.yaml:8:11: 'memory' of guest: expected a size such as 512MiB or 1GiB, found '1 Gib'",
            "lab.yaml:10:9: 'boot' of timeouts: expected a duration such as 30s, 2m or 1m30s, found '30'",
        }));
    }

    [TestCase("", "expected one YAML document, found 0")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, group: g }, { name: b, connection: local }]",
        "'group' of hosts: 'b' has none; expected a group for each host, or for none")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, group: g }]\nstorage: { luns: [{ name: l, kind: file, size: 1MiB }] }",
        "'group' of lun 'l': expected a group of hosts: g")]
    [TestCase(
        "name: x\n" + Hosts + "storage: { luns: [{ name: l, kind: file, size: 1MiB, group: g }] }",
        "'group' of lun 'l': expected none, as no host has a group")]
    [TestCase("- a", "expected environment as a mapping of keys to values, found a list")]
    [TestCase("name: x", "environment lacks the key 'hosts'; expected a list of at least one host")]
    [TestCase("name: x\nhosts: []", "environment lacks the key 'hosts'; expected a list of at least one host")]
    [TestCase("name: x\nhosts: 2", "'hosts' of environment: expected a list, found '2'")]
    [TestCase("name: x\nname: y\n" + Hosts, "not valid YAML")]
    [TestCase("name: [\n", "not valid YAML")]
    [TestCase("name: x\nhosts: [{ name: a }]", "host lacks the key 'connection'; expected 'local', or 'ssh' with an address")]
    [TestCase("name: x\nhosts: [{ name: a, connection: { ssh: { user: root } } }]", "ssh lacks the key 'host'")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: { ssh: { host: -oProxyCommand=x } } }]",
        "does not start with '-', found '-oProxyCommand=x'")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: { ssh: { host: h, port: 70000 } } }]",
        "'port' of ssh: expected a whole number from 1 to 65535, found '70000'")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: { ssh: { host: h, identityFile: nokey } } }]",
        "'identityFile' of ssh: expected an existing, readable file, found 'nokey'")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: { ssh: { host: h, password: hunter2 } } }]",
        "'password' is not accepted: a secret never belongs in this file; name an environment variable")]
    [TestCase(
        "name: x\n" + Hosts + "reportedImages: [{ image: '*.qcow2', guest: rhel8 }]",
        "'guest' of reportedImage: there is no guest 'rhel8'; 'guests' are: debian")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, qemu: { binary: /usr/bin/kvm, build: . } }]",
        "'qemu': expected 'binary' or 'build', found both")]
    [TestCase(
        "name: x\nqemu: { build: nowhere }\n" + Hosts, "'build' of qemu: expected an existing folder, found 'nowhere'")]
    [TestCase(
        "name: x\nlimits: { console: 63KiB }\n" + Hosts,
        "'console' of limits: expected a size of at least 64 KiB, found '63KiB'")]
    [TestCase("name: x\nlimits: { consol: 1MiB }\n" + Hosts, "'consol' is not a key of limits; did you mean 'console'?")]
    [TestCase(
        "name: x\nsecrets: ['hunter 2']\n" + Hosts,
        "'secrets': expected the name of an environment variable; a secret never belongs in this file")]
    [TestCase("name: x\nsecrets: TOKEN\n" + Hosts, "'secrets' of environment: expected a list, found 'TOKEN'")]
    [TestCase(
        "name: x\nbindings: [none.dll]\n" + Hosts,
        "'bindings': expected an existing, readable file: an assembly of step classes")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, offers: [NPIV] }]",
        "an item of 'offers': expected a capability: lower-case letters, digits and '-', found 'NPIV'")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, offers: [mdev, mdev: { type: t }] }]",
        "'offers' of host has 'mdev' twice; expected each capability once")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, offers: [vports: 2] }]",
        "the attributes of offer 'vports': expected a mapping, found '2'")]
    [TestCase("name: x\nstorage: { luns: [{ name: l, kind: file }] }\n" + Hosts, "lun lacks the key 'size'")]
    [TestCase("name: x\nstorage: { luns: [{ name: l, kind: device }] }\n" + Hosts, "lun lacks the key 'wwid'")]
    [TestCase(
        "name: x\nstorage: { luns: [{ name: l, kind: file, size: 1GiB, wwid: w }] }\n" + Hosts,
        "'wwid' of lun: only a LUN of kind 'device' or 'fc' has it")]
    [TestCase(
        "name: x\nstorage: { luns: [{ name: l, kind: iscsi }] }\n" + Hosts,
        "'kind' of lun: expected file, device or fc, found 'iscsi'")]
    [TestCase("name: x\nstorage: { luns: [{ name: l, kind: fc }] }\n" + Hosts, "lun lacks the key 'wwid'")]
    [TestCase(
        "name: x\nstorage: { luns: [{ name: l, kind: fc, wwid: w, path: /dev/sdb }] }\n" + Hosts,
        "'path' of lun: only a LUN of kind 'file' or 'device' has it")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, vhbas: [{ wwpn: 5001a4a0f014c8ce }] }]",
        "vhba lacks the key 'wwnn'; expected a World Wide Name: 16 hex digits")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, vhbas: [{ wwnn: 5001a4ab286a1286, wwpn: 0001a4a0f014c8ce }] }]",
        "'wwpn' of vhba: expected a World Wide Name: 16 hex digits, with or without 0x or colons, of which the first (the NAA) " +
        "is 1, 2, 3, 5, 6 or c to f, found '0001a4a0f014c8ce'")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, vhbas: [{ wwnn: 5001a4ab286a1286, wwpn: 5001a4a0f014c8ce }] }, { name: " +
        "b, connection: local, vhbas: [{ wwnn: 5001a4ab286a1287, wwpn: '0x5001A4A0F014C8CE' }] }]",
        "WWPN 5001a4a0f014c8ce is given 2 times, on a and b; a port's name must be unique in the fabric")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, nics: [{ pf: '01:00.0', network: n, bridge: b }] }]",
        "'pf' of nic: expected a PCI address such as 0000:01:00.0, found '01:00.0'")]
    [TestCase(
        "name: x\nhosts: [{ name: a, connection: local, nics: [{ pf: '0000:01:00.0', network: n }] }]",
        "nic lacks the key 'bridge'")]
    [TestCase(
        "name: x\nguest: { address: 10.20.0.100 }\n" + Hosts,
        "'address' of guest: expected an IPv4 address with the length of its prefix, such as 10.20.0.100/24, found " +
        "'10.20.0.100'")]
    [TestCase(
        "name: x\nguest: { image: { kernel: vmlinuz } }\n" + Hosts,
        "'image' of guest: expected 'builtin', 'debian', 'kernel' and 'initrd', 'qcow2' or 'raw'")]
    [TestCase(
        "name: x\nguest: { image: buildin }\n" + Hosts,
        "'image' of guest: expected 'builtin', 'debian', 'kernel' and 'initrd', 'qcow2' or 'raw', found 'buildin'")]
    [TestCase(
        "name: x\nguest: { image: { qcow2: guest.qcow2, raw: guest.qcow2 } }\n" + Hosts,
        "'image' of guest: expected 'builtin', 'debian', 'kernel' and 'initrd', 'qcow2' or 'raw'")]
    [TestCase(
        "name: x\nguest: { image: { kernel: vmlinuz, initrd: initrd.img, firmware: uefi } }\n" + Hosts,
        "'firmware' of image: only an image with 'qcow2' or 'raw' has it")]
    [TestCase(
        "name: x\nguest: { image: { qcow2: guest.qcow2, commandLine: quiet } }\n" + Hosts,
        "'commandLine' of image: only an image with 'kernel' has it")]
    [TestCase(
        "name: x\nguest: { image: debian, access: telnet }\n" + Hosts,
        "'access' of guest: expected auto, agent, ssh, serial or none, found 'telnet'")]
    [TestCase(
        "name: x\nguests: [{ name: g, image: builtin }]\n" + Hosts,
        "'image' of namedGuest: expected 'debian', 'qcow2' or 'raw'")]
    [TestCase("name: x\nguests: [{ name: g }]\n" + Hosts, "'image' of namedGuest: expected 'debian', 'qcow2' or 'raw'")]
    [TestCase("name: x\nguests: [{ image: debian }]\n" + Hosts, "namedGuest lacks the key 'name'")]
    [TestCase(
        "name: x\nstorage: { overlays: { lun: other } }\n" + Hosts,
        "'lun' of overlays: storage has no LUN 'other' of kind 'device'")]
    [TestCase(
        "name: x\nstorage: { overlays: {} }\n" + Hosts, "'overlays' of storage: expected either 'directory' or 'lun'")]
    [TestCase("name: x\nqemu: { accelerator: 1 }\n" + Hosts, "'accelerator' of qemu: expected auto, kvm or tcg, found '1'")]
    [TestCase("name: x\nload: { scale: 0 }\n" + Hosts, "'scale' of load: expected a number above 0, found '0'")]
    [TestCase(
        "name: x\nbaseline: { multiple: 0.5 }\n" + Hosts,
        "'multiple' of baseline: expected a number from 1 to 1000, found '0.5'")]
    [TestCase("name: x\nload:\n" + Hosts, "expected load as a mapping of keys to values, found nothing")]
    [TestCase("name: x\nstrict: maybe\n" + Hosts, "'strict' of environment: expected true or false, found 'maybe'")]
    [TestCase(
        "name: x\nnotCheckedAllow: [{ check: cores, reason: b, expires: 2031-01-01 }]\n" + Hosts,
        "'check' of notCheckedAllow: expected a check: answer, place, kernel log, ")]
    [TestCase(
        "name: x\nnotCheckedAllow: [{ check: core dumps, reason: b }]\n" + Hosts, "notCheckedAllow lacks the key 'expires'")]
    [TestCase(
        "name: x\nkernelLogAllow: [{ pattern: a, expires: 2031-01-01 }]\n" + Hosts, "kernelLogAllow lacks the key 'reason'")]
    [TestCase(
        "name: x\nkernelLogAllow: [{ pattern: a, reason: b }]\n" + Hosts,
        "kernelLogAllow lacks the key 'expires'; expected a date such as 2031-12-31")]
    [TestCase(
        "name: x\nkernelLogAllow: [{ pattern: '(', reason: b, expires: 2031-01-01 }]\n" + Hosts,
        "'pattern' of kernelLogAllow: expected a regular expression")]
    [TestCase(
        "name: x\nkernelLogAllow: [{ pattern: a, reason: b, expires: 2031-13-01 }]\n" + Hosts,
        "'expires' of kernelLogAllow: expected a date")]
    public void Says_what_was_expected_and_found(string yaml, string message)
    {
        var error = ErrorsOf(yaml).Single();

        Assert.That(error, Does.Match(@"^lab\.yaml:\d+:\d+: ").And.Contains(message));
    }

    [Test]
    public void A_refused_secret_is_not_repeated() =>
        Assert.That(ErrorsOf("name: x\ntoken: hunter2\n" + Hosts).Single(), Does.Not.Contain("hunter2"));
}
