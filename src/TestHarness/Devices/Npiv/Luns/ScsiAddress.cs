using System.Globalization;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>The address at which the kernel found a SCSI device: host, bus (channel), target and LUN, <c>5:0:2:0</c>.</summary>
/// <param name="Host">The SCSI host number, which changes from boot to boot, and differs from host to host.</param>
/// <param name="Lun">The LUN, up to 64 bits; see <see cref="LunNumber"/>.</param>
public readonly record struct ScsiAddress(int Host, int Bus, int Target, ulong Lun)
{
    /// <summary>The name of the volume that libvirt makes of the device in a scsi pool.</summary>
    public string Volume => string.Create(CultureInfo.InvariantCulture, $"unit:{Bus}:{Target}:{Lun}");

    /// <summary>Reads an address; null when the text is not one.</summary>
    public static ScsiAddress? Parse(string text, char separator = ':')
    {
        var parts = text.Split(separator);
        return parts.Length == 4 && Number(parts[0]) is { } host && Number(parts[1]) is { } bus && Number(parts[2]) is { } target
            && ulong.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var lun)
                ? new ScsiAddress(host, bus, target, lun)
                : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Bus}:{Target}:{Lun}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
