namespace Couriarr.Features.Configuration.Shapes;

/// <summary>Options of a kind that can be wrong together though each is right by itself.</summary>
public interface IChecksItself
{
    /// <param name="name">The member's.</param>
    IEnumerable<Finding> Check(string name);
}

/// <param name="Key">The option to point at.</param>
/// <param name="Sentence">Goes on after the member's name.</param>
public sealed record Finding(string Key, string Sentence, bool IsWarning = false);
