using Reqnroll;
using Reqnroll.Bindings;
using Reqnroll.BindingSkeletons;
using Reqnroll.BoDi;
using Reqnroll.Configuration;

namespace TestHarness.Scenarios.Checking;

/// <summary>The methods that undefined steps lack, as Reqnroll writes them.</summary>
internal sealed class Snippets(IObjectContainer container)
{
    private readonly IStepDefinitionSkeletonProvider _skeletons = container.Resolve<IStepDefinitionSkeletonProvider>();
    private readonly StepDefinitionSkeletonStyle _style = container.Resolve<ReqnrollConfiguration>().StepDefinitionSkeletonStyle;

    /// <summary>Writes the method for a step.</summary>
    public string For(StepInstance step) =>
        _skeletons.GetStepDefinitionSkeleton(ProgrammingLanguage.CSharp, step, _style, step.StepContext.Language).Trim();
}
