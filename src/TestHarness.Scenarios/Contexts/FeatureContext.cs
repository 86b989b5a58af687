using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Scenarios;

/// <summary>The running feature; inject it into a step class or a feature hook.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Step authors know the context by this name.")]
public sealed class FeatureContext : ReqnrollContext
{
    internal FeatureContext(FeatureInfo featureInfo, IObjectContainer container)
    {
        FeatureInfo = featureInfo;
        FeatureContainer = container;
    }

    public FeatureInfo FeatureInfo { get; }

    public IObjectContainer FeatureContainer { get; }
}
