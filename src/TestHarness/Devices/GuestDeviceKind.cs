using TestHarness.Failures;

namespace TestHarness.Devices;

/// <summary>A device that a guest can have by a row of a feature's table, for example <c>| mdev | mtty-2 |</c>.</summary>
public abstract class GuestDeviceKind
{
    /// <summary>The word of the table for the device.</summary>
    public abstract string Name { get; }

    /// <summary>The settings that the device has, in words.</summary>
    public virtual string Settings => "none: leave the cell empty";

    /// <summary>Whether the device is the guest's disk, of which a guest has one.</summary>
    public virtual bool IsDisk => false;

    /// <summary>Refuses a setting that the device does not have; a device without settings accepts an empty one.</summary>
    /// <param name="setting">The text of the table.</param>
    /// <exception cref="HarnessException">
    /// Class config: the device does not have the setting; the message lists its settings.
    /// </exception>
    public virtual void Check(string setting)
    {
        if (setting.Length > 0)
        {
            throw new HarnessException(
                FailureClass.Config, $"device '{Name}' has no setting, found '{setting}': leave the cell empty");
        }
    }

    /// <summary>Provides the device on all hosts of a scenario.</summary>
    /// <param name="setting">A setting that <see cref="Check"/> accepts.</param>
    /// <exception cref="HarnessException">
    /// The class depends on the kind: the hosts or the environment cannot provide the device.
    /// </exception>
    public abstract Task<ProvidedDevice> ProvideAsync(ILab lab, string setting, CancellationToken cancellationToken);
}
